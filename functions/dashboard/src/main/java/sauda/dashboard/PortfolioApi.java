package sauda.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.events.Account;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Accounts and what they are worth; models and strategies and who uses them.
final class PortfolioApi {

    private final LedgerView view;
    private final Config config;
    private final InstantSource clock;

    PortfolioApi(LedgerView view, Config config, InstantSource clock) {
        this.view = view;
        this.config = config;
        this.clock = clock;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "accounts", Operation.reads(AccountsView.class, request -> accounts()),
                "models", Operation.reads(ModelsView.class, request -> models()),
                "strategies", Operation.reads(StrategiesView.class, request -> strategies()),
                "portfolio", Operation.reads(PortfolioView.class, request -> portfolio()),
                "accountPortfolio", Operation.reads(AccountPortfolioView.class, this::accountPortfolio));
    }

    record AccountsView(List<AccountView> accounts) {}

    /// @param advisor     `model`, `rules` or `ensemble`
    /// @param strategies  weight by strategy
    /// @param assignments weight by strategy for single stocks, where they differ
    /// @param mode        `paper`, or `live` when the client's broker is a real one in live mode
    /// @param baseline    trades paper by the rules beside the others, only to be compared with: no sum
    ///                    over accounts has it in it
    /// @param books       null before the account's first day
    record AccountView(
            String name,
            boolean active,
            String advisor,
            @Nullable String model,
            List<String> fallbacks,
            List<Symbol> stocks,
            Map<String, BigDecimal> strategies,
            Map<Symbol, Map<String, BigDecimal>> assignments,
            BigDecimal capitalPercent,
            Rupees capital,
            Product product,
            String client,
            String mode,
            Config.Budget budget,
            boolean baseline,
            @Nullable BooksView books) {}

    private AccountsView accounts() {
        return new AccountsView(config.accounts().stream().map(this::account).toList());
    }

    private AccountView account(AccountSpec spec) {
        return new AccountView(
                spec.name(),
                spec.active(),
                spec.advisor().name().toLowerCase(Locale.ROOT),
                spec.model(),
                spec.fallbacks(),
                spec.stocks(),
                spec.strategies(),
                spec.assignments(),
                spec.capitalPercent(),
                config.capitalOf(spec),
                spec.product(),
                spec.client(),
                isLive(spec) ? "live" : "paper",
                spec.budget(),
                spec.baseline(),
                view.account(spec.name()).map(BooksView::of).orElse(null));
    }

    private boolean isLive(AccountSpec spec) {
        return config.mode() == Config.Mode.LIVE
                && config.clients().stream()
                        .anyMatch(client -> client.id().equals(spec.client())
                                && !client.broker().equals("paper"));
    }

    record ModelsView(List<ModelView> models) {}

    /// @param inputDollars  for a million prompt tokens; null when the configuration has no price
    /// @param outputDollars for a million completion tokens
    record ModelView(
            String model,
            @Nullable BigDecimal inputDollars,
            @Nullable BigDecimal outputDollars,
            List<UseView> usedBy) {}

    /// @param as `model`, `fallback` or `member` of an ensemble
    record UseView(String account, String as) {}

    private ModelsView models() {
        Map<String, List<UseView>> uses = new LinkedHashMap<>();
        for (AccountSpec spec : config.accounts()) {
            use(uses, spec.model(), new UseView(spec.name(), "model"));
            spec.fallbacks().forEach(model -> use(uses, model, new UseView(spec.name(), "fallback")));
            spec.members().forEach(member -> use(uses, member.model(), new UseView(spec.name(), "member")));
        }
        config.models().prices().keySet().stream().sorted().forEach(model -> uses.putIfAbsent(model, List.of()));
        return new ModelsView(uses.entrySet().stream()
                .map(entry -> model(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static void use(Map<String, List<UseView>> uses, @Nullable String model, UseView use) {
        if (model != null) {
            uses.computeIfAbsent(model, first -> new ArrayList<>()).add(use);
        }
    }

    private ModelView model(String model, List<UseView> usedBy) {
        Config.ModelPrice price = config.models().prices().get(model);
        return new ModelView(
                model,
                price == null ? null : price.inputDollars(),
                price == null ? null : price.outputDollars(),
                usedBy);
    }

    record StrategiesView(List<StrategyView> strategies) {}

    record StrategyView(
            String name,
            boolean active,
            BigDecimal riskPercent,
            BigDecimal rewardRisk,
            Map<String, BigDecimal> parameters,
            List<WeightView> usedBy) {}

    record WeightView(String account, Symbol symbol, BigDecimal weight) {}

    private StrategiesView strategies() {
        return new StrategiesView(config.strategies().values().stream()
                .map(spec -> new StrategyView(
                        spec.name(),
                        spec.active(),
                        spec.riskPercent(),
                        spec.rewardRisk(),
                        spec.parameters(),
                        config.accounts().stream()
                                .flatMap(account -> weights(account, spec.name()))
                                .toList()))
                .toList());
    }

    private static Stream<WeightView> weights(AccountSpec account, String strategy) {
        return account.stocks().stream()
                .flatMap(symbol ->
                        Optional.ofNullable(account.strategiesFor(symbol).get(strategy))
                                .map(weight -> new WeightView(account.name(), symbol, weight))
                                .stream());
    }

    /// Sums over the accounts that have books. A baseline is in no sum and in no limit of all
    /// accounts; it stands among the accounts with its own.
    ///
    /// @param t        when it was asked for; the values are of each account's last mark
    /// @param limits   of all accounts together, without the baselines
    /// @param accounts all of them, baselines too
    record PortfolioView(
            Instant t,
            Rupees capital,
            Rupees value,
            Rupees cash,
            Rupees charges,
            Rupees exposure,
            Rupees dayPnl,
            Rupees totalPnl,
            BigDecimal totalPnlPercent,
            List<LimitView> limits,
            List<AccountPortfolioView> accounts) {}

    /// @param books      null before the account's first day
    /// @param unrealised of the open positions at their last close
    record AccountPortfolioView(
            String account,
            @Nullable BooksView books,
            Rupees unrealised,
            List<PositionView> positions,
            List<LimitView> limits) {}

    private PortfolioView portfolio() {
        List<AccountPortfolioView> accounts =
                config.accounts().stream().map(this::portfolioOf).toList();
        List<BooksView> books = accounts.stream()
                .filter(one -> isSummed(one.account()))
                .map(AccountPortfolioView::books)
                .flatMap(Stream::ofNullable)
                .toList();
        Rupees capital = sum(books.stream().map(BooksView::capital));
        Rupees total = sum(books.stream().map(BooksView::totalPnl));
        return new PortfolioView(
                clock.instant(),
                capital,
                sum(books.stream().map(BooksView::value)),
                sum(books.stream().map(BooksView::cash)),
                sum(books.stream().map(BooksView::charges)),
                sum(books.stream().map(BooksView::exposure)),
                sum(books.stream().map(BooksView::dayPnl)),
                total,
                BooksView.percent(total, capital),
                LimitView.of(view.totals(), config),
                accounts);
    }

    private boolean isSummed(String account) {
        return config.sharingAccounts().stream().anyMatch(spec -> spec.name().equals(account));
    }

    private static Rupees sum(Stream<Rupees> amounts) {
        return amounts.reduce(Rupees.ZERO, Rupees::plus);
    }

    private AccountPortfolioView accountPortfolio(Request request) {
        return portfolioOf(view.accountAt(request.variable("account")));
    }

    private AccountPortfolioView portfolioOf(AccountSpec spec) {
        Optional<Account> account = view.account(spec.name());
        List<Position> positions = view.positions(spec.name());
        return new AccountPortfolioView(
                spec.name(),
                account.map(BooksView::of).orElse(null),
                sum(positions.stream().map(Position::unrealised)),
                positions.stream().map(PositionView::of).toList(),
                account.map(book -> LimitView.of(spec, book, config)).orElse(List.of()));
    }
}
