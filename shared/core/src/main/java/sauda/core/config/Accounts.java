package sauda.core.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.Config.Budget;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Member;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.ModelSettings;
import sauda.core.config.Config.Product;
import sauda.core.config.Config.Stock;
import sauda.core.config.Config.StrategySpec;
import sauda.core.config.ConfigFile.Live;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// The section `accounts`: what each may trade, and that all it names exists.
record Accounts(
        Live live,
        List<Stock> stocks,
        List<Client> clients,
        Collection<StrategySpec> strategies,
        ModelSettings models) {

    private static final Pattern MODEL_ID = Pattern.compile("[a-z0-9][a-z0-9.-]*/[a-z0-9][a-z0-9.:-]*");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    List<AccountSpec> of(Value place) {
        List<AccountSpec> accounts = ConfigFile.each(place, this::account);
        BigDecimal shares = accounts.stream()
                .filter(account -> account.active() && !account.baseline())
                .map(AccountSpec::capitalPercent)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (shares.compareTo(HUNDRED) > 0) {
            place.fault("share out " + shares.toPlainString()
                    + " % of the capital; capitalPercent of all active accounts but the baselines may be 100 together");
        }
        return accounts;
    }

    private AccountSpec account(Value key, Fields account) {
        Value kind = account.get("advisor");
        AdvisorKind advisor = kind.choice(AdvisorKind.class);
        boolean baseline = account.find("baseline").map(Value::flag).orElse(false);
        if (baseline && advisor != AdvisorKind.RULES) {
            kind.fault("must be rules: others are compared with a baseline");
        }
        String model = null;
        List<String> fallbacks = List.of();
        List<Member> members = List.of();
        switch (advisor) {
            case MODEL -> {
                model = model(account.get("model"));
                fallbacks = account.find("fallbacks").map(Value::items).orElse(List.of()).stream()
                        .map(this::model)
                        .toList();
                account.none("members", "only an ensemble has members");
            }
            case RULES -> {
                account.none("model", "the rules ask no model");
                account.none("fallbacks", "the rules ask no model");
                account.none("members", "only an ensemble has members");
            }
            case ENSEMBLE -> {
                account.none("model", "an ensemble's models are its members");
                account.none("fallbacks", "a member that fails does not vote");
                members = members(account.get("members"));
            }
        }
        boolean asksModels = model != null || members.stream().anyMatch(member -> member.model() != null);
        List<Symbol> traded = symbols(account.get("stocks"));
        AccountSpec read = new AccountSpec(
                key.name(),
                account.find("active").map(Value::flag).orElse(true),
                advisor,
                model,
                fallbacks,
                asksModels ? account.get("secret").text() : null,
                members,
                traded,
                weights(account.get("strategies")),
                account.find("assignments").map(own -> assignments(own, traded)).orElse(Map.of()),
                account.get("capitalPercent").number("0.01", "100"),
                account.get("product").choice(Product.class),
                client(account.get("client"), baseline),
                asksModels ? budget(account.get("budget").fields()) : new Budget(0, Rupees.ZERO),
                baseline);
        if (!asksModels) {
            account.none("secret", "the rules ask no model");
            account.none("budget", "the rules ask no model");
        }
        account.done();
        return read;
    }

    private List<Member> members(Value place) {
        List<Member> members = new ArrayList<>();
        for (Value row : place.items()) {
            Fields member = row.fields();
            Value kind = member.get("advisor");
            AdvisorKind advisor = kind.choice(AdvisorKind.class);
            String model = null;
            switch (advisor) {
                case MODEL -> model = model(member.get("model"));
                case RULES -> member.none("model", "the rules ask no model");
                case ENSEMBLE -> kind.fault("must be model or rules: an ensemble has no ensembles in it");
            }
            members.add(new Member(advisor, model, member.get("weight").number("0.01", "100")));
            member.done();
        }
        if (members.size() < 2 && place.node() instanceof Node.Sequence) {
            place.fault("must be two or more, to vote");
        }
        return members;
    }

    private String model(Value place) {
        String id = place.text();
        if (!id.isEmpty() && checkModelId(place, id) && !models.prices().containsKey(id)) {
            place.fault("names " + id + ", but models.prices has no price for it");
        }
        return id;
    }

    /// Whether it is a fixed model's id.
    static boolean checkModelId(Value place, String id) {
        if (id.startsWith("~")) {
            place.fault("names the moving alias " + id + "; name one model, or it changes without a release");
            return false;
        }
        if (!MODEL_ID.matcher(id).matches()) {
            place.fault("must be a model id such as maker/name, but is " + id);
            return false;
        }
        return true;
    }

    private List<Symbol> symbols(Value place) {
        Set<String> known = ConfigFile.codes(stocks.stream().map(Stock::symbol).toList());
        List<Symbol> symbols = new ArrayList<>();
        for (Value item : place.items()) {
            String code = item.reference("stocks", known);
            if (!code.isEmpty()) {
                Symbol symbol = new Symbol(code);
                if (symbols.contains(symbol)) {
                    item.fault("names " + code + " a second time");
                }
                symbols.add(symbol);
            }
        }
        if (place.node() instanceof Node.Sequence(var items) && items.isEmpty()) {
            place.fault("needs at least one stock");
        }
        return symbols;
    }

    /// Weights by strategy. What is switched off, by its weight of 0 or as a strategy, is
    /// left out.
    private Map<String, BigDecimal> weights(Value place) {
        Set<String> known = strategies.stream().map(StrategySpec::name).collect(Collectors.toSet());
        Set<String> on = strategies.stream()
                .filter(StrategySpec::active)
                .map(StrategySpec::name)
                .collect(Collectors.toSet());
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        place.named().forEach((name, value) -> {
            value.keyed(name).reference("strategies", known.stream().sorted().toList());
            BigDecimal weight = value.number("0", "100");
            if (weight.signum() > 0 && on.contains(name)) {
                weights.put(name, weight);
            }
        });
        return weights;
    }

    private Map<Symbol, Map<String, BigDecimal>> assignments(Value place, List<Symbol> traded) {
        Map<Symbol, Map<String, BigDecimal>> assignments = new LinkedHashMap<>();
        place.named().forEach((code, value) -> {
            value.keyed(code).reference("the account's list of stocks", ConfigFile.codes(traded));
            Map<String, BigDecimal> weights = weights(value);
            if (ConfigFile.codes(traded).contains(code)) {
                assignments.put(new Symbol(code), weights);
            }
        });
        return assignments;
    }

    private String client(Value place, boolean baseline) {
        String id = place.reference("clients", clients.stream().map(Client::id).toList());
        clients.stream()
                .filter(client -> client.id().equals(id))
                .filter(client -> !client.isPaper() && !client.broker().isEmpty())
                .findFirst()
                .ifPresent(real -> checkAllowed(place, real, baseline));
        return id;
    }

    private void checkAllowed(Value place, Client real, boolean baseline) {
        if (baseline) {
            place.fault("names the live client " + real.id() + ", but a baseline trades paper money only");
        } else if (live.mode() == Mode.PAPER) {
            place.fault("names the live client " + real.id() + ", but mode is paper");
        } else if (!live.acknowledged().contains(real.id())) {
            place.fault(
                    "names the live client " + real.id() + ", but liveAcknowledged is " + said(live.acknowledged()));
        }
    }

    private static String said(List<String> acknowledged) {
        return acknowledged.isEmpty() ? "missing" : String.join(", ", acknowledged);
    }

    private static Budget budget(Fields budget) {
        Budget read = new Budget(
                budget.get("tokensPerDay").whole(0, 1_000_000_000),
                budget.get("rupeesPerDay").rupees("0", "10000000"));
        budget.done();
        return read;
    }
}
