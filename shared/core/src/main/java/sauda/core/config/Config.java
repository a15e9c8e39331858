package sauda.core.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Agenda;
import sauda.core.calendar.ScheduleLine;
import sauda.core.calendar.ScheduleLines;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Alert;
import sauda.events.Routes;
import sauda.events.Rupees;
import sauda.events.Sha256;
import sauda.events.Symbol;
import sauda.events.Tick;

/// The whole configuration, checked: references hold, ranges hold, nothing unknown was in the file.
///
/// @param hash            first 16 hex digits of the SHA-256 of the file: the version every message carries
/// @param mode            paper, unless the owner says live and names the clients
/// @param liveAcknowledged clients whose orders are real in mode live
/// @param tradingEnabled  master switch: false means no entry at all
/// @param totalCapital    rupees that all accounts share
/// @param stocks          in configured order
/// @param clients         broker clients: one address and one token each
/// @param accounts        in configured order
/// @param strategies      by name
/// @param limits          what holds for every account
/// @param charges         rates by date, oldest first
/// @param tickBands       tick sizes by date and price, oldest first
/// @param models          prices and bounds of what models may do
/// @param live            how real orders are priced, watched and ended
/// @param stages          where and how it runs on AWS, in configured order
/// @param people          who is told, and how
/// @param deadMan         when positions are left without the rest of the system
public record Config(
        String hash,
        Mode mode,
        List<String> liveAcknowledged,
        boolean tradingEnabled,
        Rupees totalCapital,
        List<Stock> stocks,
        List<Client> clients,
        List<AccountSpec> accounts,
        Map<String, StrategySpec> strategies,
        Limits limits,
        List<ChargeRates> charges,
        List<TickBand> tickBands,
        ModelSettings models,
        LiveSettings live,
        TradingCalendar calendar,
        List<StageSpec> stages,
        People people,
        DeadMan deadMan) {

    public Config {
        liveAcknowledged = List.copyOf(liveAcknowledged);
        stocks = List.copyOf(stocks);
        clients = List.copyOf(clients);
        accounts = List.copyOf(accounts);
        strategies = inOrder(strategies);
        charges = List.copyOf(charges);
        tickBands = List.copyOf(tickBands);
        stages = List.copyOf(stages);
    }

    public enum Mode {
        PAPER,
        LIVE
    }

    /// @param securityId the broker's id of the stock
    /// @param exchange   segment, such as `NSE_EQ`
    public record Stock(Symbol symbol, String name, String securityId, String exchange, boolean active) {}

    /// @param broker `paper` or `dhan`
    /// @param secret name of the Secrets Manager entry with its credentials; null for paper
    public record Client(String id, String broker, @Nullable String secret) {

        public static final String PAPER = "paper";

        public boolean isPaper() {
            return broker.equals(PAPER);
        }

        /// Name of the Secrets Manager entry with its access token, which a login writes; null
        /// for paper.
        public @Nullable String tokenSecret() {
            return secret == null ? null : secret + "/token";
        }
    }

    public enum Product {
        INTRADAY,
        DELIVERY
    }

    public enum AdvisorKind {
        MODEL,
        RULES,
        ENSEMBLE
    }

    /// @param model         model id asked first; null for rules
    /// @param fallbacks     ids asked next, each by a fresh request of ours
    /// @param secret        name of the Secrets Manager entry with the model key; null for rules
    /// @param members       an ensemble's voters; empty otherwise
    /// @param stocks        what it may trade, in configured order
    /// @param strategies    weight by strategy, for stocks without an own assignment, in configured order
    /// @param assignments   weight by strategy for single stocks
    /// @param capitalPercent share of the total capital
    /// @param budget        what its model may use in a day
    /// @param baseline      trades paper by the rules beside the others, only to be compared with: it has
    ///                      no share in the total capital, and limits of its own
    public record AccountSpec(
            String name,
            boolean active,
            AdvisorKind advisor,
            @Nullable String model,
            List<String> fallbacks,
            @Nullable String secret,
            List<Member> members,
            List<Symbol> stocks,
            Map<String, BigDecimal> strategies,
            Map<Symbol, Map<String, BigDecimal>> assignments,
            BigDecimal capitalPercent,
            Product product,
            String client,
            Budget budget,
            boolean baseline) {

        public AccountSpec {
            fallbacks = List.copyOf(fallbacks);
            members = List.copyOf(members);
            stocks = List.copyOf(stocks);
            strategies = inOrder(strategies);
            Map<Symbol, Map<String, BigDecimal>> own = new LinkedHashMap<>();
            assignments.forEach((symbol, weights) -> own.put(symbol, inOrder(weights)));
            assignments = inOrder(own);
        }

        /// The account with another advisor or model, its own fallbacks left out. A baseline stays
        /// as it is: it is what the others are compared with.
        ///
        /// @param model null unless the advisor is a model
        public AccountSpec with(AdvisorKind advisor, @Nullable String model) {
            if (baseline) {
                return this;
            }
            return new AccountSpec(
                    name,
                    active,
                    advisor,
                    model,
                    List.of(),
                    advisor == AdvisorKind.RULES ? null : secret,
                    advisor == AdvisorKind.ENSEMBLE ? members : List.of(),
                    stocks,
                    strategies,
                    assignments,
                    capitalPercent,
                    product,
                    client,
                    budget,
                    false);
        }

        /// The account at another broker client.
        public AccountSpec at(String other) {
            return new AccountSpec(
                    name,
                    active,
                    advisor,
                    model,
                    fallbacks,
                    secret,
                    members,
                    stocks,
                    strategies,
                    assignments,
                    capitalPercent,
                    product,
                    other,
                    budget,
                    baseline);
        }

        /// The strategies that count for a stock, with their weights, in configured order.
        public Map<String, BigDecimal> strategiesFor(Symbol symbol) {
            return assignments.getOrDefault(symbol, strategies);
        }
    }

    /// A voter of an ensemble.
    public record Member(AdvisorKind advisor, @Nullable String model, BigDecimal weight) {}

    public record Budget(long tokensPerDay, Rupees rupeesPerDay) {}

    /// @param riskPercent share of the account's capital that one trade may lose
    /// @param rewardRisk  target distance over stop distance
    /// @param parameters  by name, as `strategies.md` has them, such as `momentumThreshold`
    public record StrategySpec(
            String name,
            boolean active,
            BigDecimal riskPercent,
            BigDecimal rewardRisk,
            Map<String, BigDecimal> parameters) {

        public StrategySpec {
            parameters = inOrder(parameters);
        }

        /// A parameter that the strategy cannot do without.
        public BigDecimal parameter(String name) {
            BigDecimal value = parameters.get(name);
            if (value == null) {
                throw new IllegalArgumentException("strategy " + this.name + " needs the parameter " + name);
            }
            return value;
        }
    }

    /// Two figures for one limit mean the tighter; null means not used.
    ///
    /// @param riskPercent          most of the account's capital that one trade may lose
    /// @param positionsPerAccount  open and reserved
    /// @param positionsTotal       open and reserved, all accounts
    /// @param dailyLossPercent     of the account's capital, and of the total for all together
    /// @param dailyLossRupees      for each account, if not null
    /// @param positionRupees       most notional of one position, if not null
    /// @param exposurePercent      most open notional as a share of capital: 100 means no leverage
    /// @param entriesPerDay        for each account, if not null
    /// @param coolDown             after a stock was left
    /// @param lastEntryBefore      no entry in the last so long of continuous trading
    /// @param squareOffBefore      intraday positions are left so long before its end
    /// @param flatAlarmBefore      alarm if not flat then
    public record Limits(
            BigDecimal riskPercent,
            int positionsPerAccount,
            int positionsTotal,
            BigDecimal dailyLossPercent,
            @Nullable Rupees dailyLossRupees,
            @Nullable Rupees positionRupees,
            BigDecimal exposurePercent,
            @Nullable Integer entriesPerDay,
            Duration coolDown,
            Duration lastEntryBefore,
            Duration squareOffBefore,
            Duration flatAlarmBefore,
            boolean shortSelling,
            boolean entriesNeedSignal) {}

    /// Rates in percent of the value unless said otherwise, in force from a date on.
    ///
    /// @param brokerageMost  most rupees per executed order
    /// @param dpCharge       rupees per stock and day of a delivery sale
    public record ChargeRates(
            LocalDate from,
            BigDecimal brokerageIntraday,
            Rupees brokerageMost,
            BigDecimal brokerageDelivery,
            BigDecimal sttIntradaySell,
            BigDecimal sttDelivery,
            BigDecimal transaction,
            BigDecimal ipft,
            BigDecimal sebi,
            BigDecimal stampIntradayBuy,
            BigDecimal stampDeliveryBuy,
            BigDecimal gst,
            Rupees dpCharge) {}

    /// Tick size by price, in force from a date on.
    ///
    /// @param below prices below this one; null for the last row of a date
    public record TickBand(LocalDate from, @Nullable Rupees below, Rupees tick) {}

    /// @param rupeesPerDollar for prices that the router states in dollars
    /// @param deadline        wall clock for all rounds of one decision
    /// @param requestTimeout  for one request
    /// @param maxRounds       replies of the model per decision
    /// @param maxEntryCalls   entry calls per decision; exits are not bounded
    /// @param maxTokens       completion tokens per request
    /// @param prices          dollars per million tokens by model id
    public record ModelSettings(
            BigDecimal rupeesPerDollar,
            Duration deadline,
            Duration requestTimeout,
            int maxRounds,
            int maxEntryCalls,
            int maxTokens,
            Map<String, ModelPrice> prices) {

        public ModelSettings {
            prices = inOrder(prices);
        }
    }

    /// @param superOrders       entries carry their stop and target to the broker, where it takes them
    /// @param protectionPercent how far beyond the last price the limit of an exit lies at first
    /// @param entryLifetime     an entry that is not filled so long after its tick is cancelled
    /// @param repriceAfter      an exit that is not filled so long after its last price gets a worse one
    /// @param repriceMost       prices of one exit after its first; then people are told
    /// @param lossExit          the broker's own exit of everything is armed each morning
    /// @param dryRun            requests are built and logged, and not sent
    /// @param firstDay          one account, one share an entry
    public record LiveSettings(
            boolean superOrders,
            BigDecimal protectionPercent,
            Duration entryLifetime,
            Duration repriceAfter,
            int repriceMost,
            boolean lossExit,
            boolean dryRun,
            boolean firstDay) {}

    public record ModelPrice(BigDecimal inputDollars, BigDecimal outputDollars) {}

    /// How live clients reach their broker by an address that it knows.
    public enum Egress {
        NONE,
        NAT_GATEWAY,
        NAT_INSTANCE
    }

    /// What is done for a short first answer of the functions on the order path and the API.
    public enum Start {
        PLAIN,
        SNAPSTART,
        /// One of each is kept ready in market hours.
        PROVISIONED
    }

    /// One installation on AWS.
    ///
    /// @param mode          paper: no order of it is real, whatever else is said
    /// @param backupAddress whether each live client has a second address in reserve
    /// @param key           `aws`, `own` or the ARN of a KMS key of the owner's
    /// @param budgetDollars for a month
    /// @param mail          who is told by e-mail
    /// @param backups       a daily copy of the ledger, besides point-in-time recovery
    /// @param deadMan       whether the dead-man switch stands beside it
    /// @param tags          on everything that it is made of, besides its own
    public record StageSpec(
            String name,
            Mode mode,
            Egress egress,
            boolean backupAddress,
            Start start,
            String key,
            int budgetDollars,
            List<String> mail,
            boolean backups,
            boolean deadMan,
            Map<String, String> tags) {

        public static final String KEY_OF_AWS = "aws";
        public static final String OWN_KEY = "own";

        public StageSpec {
            mail = List.copyOf(mail);
            tags = inOrder(tags);
        }
    }

    /// @param telegram null where nobody is told by it
    /// @param quiet    when only what is urgent is told
    /// @param least    least level told by Telegram
    public record People(@Nullable Telegram telegram, List<Quiet> quiet, Alert.Level least) {

        public People {
            quiet = List.copyOf(quiet);
        }

        public boolean isQuietAt(LocalTime inIndia) {
            return quiet.stream().anyMatch(hours -> hours.include(inIndia));
        }
    }

    /// @param secret name of the Secrets Manager entry with the bot's token
    /// @param chats  what each chat may do, by its id; whoever is not here is not answered
    public record Telegram(String secret, Map<Long, Routes.Role> chats) {

        public Telegram {
            chats = inOrder(chats);
        }
    }

    /// Hours of each day, over midnight where they end before they begin.
    ///
    /// @param from the first minute
    /// @param to   the first minute after them
    public record Quiet(LocalTime from, LocalTime to) {

        public boolean include(LocalTime time) {
            boolean begun = !time.isBefore(from);
            boolean before = time.isBefore(to);
            return from.isBefore(to) ? begun && before : begun || before;
        }
    }

    /// @param silentFor  in market hours without a finished tick
    /// @param notFlatFor a limit broken, or a kill, with shares still open: after a kill our own exits
    ///                   have two minutes, and the venue's as many
    public record DeadMan(Duration silentFor, Duration notFlatFor) {}

    public Optional<StageSpec> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    /// The same configuration without real money, whatever it says: what traded at a live client
    /// trades at a paper client. The live clients themselves are left out, but for one.
    ///
    /// @param candles id of the client that candles come from, which stays; null for none
    public Config onPaper(@Nullable String candles) {
        if (mode == Mode.PAPER) {
            return this;
        }
        Client paper = clients.stream().filter(Client::isPaper).findFirst().orElseGet(this::newPaper);
        List<Client> kept = Stream.concat(
                        clients.stream()
                                .filter(client ->
                                        client.isPaper() || client.id().equals(candles)),
                        Stream.of(paper))
                .distinct()
                .toList();
        return new Config(
                hashOf(hash + "|paper=" + candles),
                Mode.PAPER,
                List.of(),
                tradingEnabled,
                totalCapital,
                stocks,
                kept,
                accounts.stream()
                        .map(account -> isLive(account) ? account.at(paper.id()) : account)
                        .toList(),
                strategies,
                limits,
                charges,
                tickBands,
                models,
                live,
                calendar,
                stages,
                people,
                deadMan);
    }

    private Client newPaper() {
        String id = client(Client.PAPER).isEmpty() ? Client.PAPER : "on-paper";
        return new Client(id, Client.PAPER, null);
    }

    /// The same configuration with the master switch set; another hash if that changes it.
    public Config withTradingEnabled(boolean enabled) {
        return enabled == tradingEnabled ? this : changed("tradingEnabled", enabled, stocks, accounts, limits, enabled);
    }

    /// The same configuration with other accounts, or fewer; another hash if that changes it.
    public Config withAccounts(List<AccountSpec> others) {
        return others.equals(accounts) ? this : changed("accounts", others, stocks, others, limits, tradingEnabled);
    }

    /// The same configuration with other stocks, or fewer; another hash if that changes it.
    public Config withStocks(List<Stock> others) {
        return others.equals(stocks) ? this : changed("stocks", others, others, accounts, limits, tradingEnabled);
    }

    /// The same configuration with other limits; another hash if that changes it.
    public Config withLimits(Limits others) {
        return others.equals(limits) ? this : changed("limits", others, stocks, accounts, others, tradingEnabled);
    }

    /// The same configuration with other prices of models; another hash if that changes it.
    public Config withPrices(Map<String, ModelPrice> others) {
        ModelSettings with = new ModelSettings(
                models.rupeesPerDollar(),
                models.deadline(),
                models.requestTimeout(),
                models.maxRounds(),
                models.maxEntryCalls(),
                models.maxTokens(),
                others);
        return with.equals(models) ? this : changed("prices", others, stocks, accounts, limits, tradingEnabled, with);
    }

    /// The same configuration with all accounts at one live client, but for the baselines, which
    /// stay at theirs; another hash.
    public Config liveAt(Client client) {
        List<Client> used = Stream.concat(
                        Stream.of(client),
                        clients.stream()
                                .filter(other -> accountsOf(other.id()).stream().anyMatch(AccountSpec::baseline)))
                .toList();
        return new Config(
                hashOf(hash + "|live=" + client),
                Mode.LIVE,
                List.of(client.id()),
                tradingEnabled,
                totalCapital,
                stocks,
                used,
                accounts.stream()
                        .map(account -> account.baseline() ? account : account.at(client.id()))
                        .toList(),
                strategies,
                limits,
                charges,
                tickBands,
                models,
                live,
                calendar,
                stages,
                people,
                deadMan);
    }

    /// The same configuration with other people: no hash tells it from this one, for nothing trades
    /// otherwise.
    public Config withPeople(People others) {
        return new Config(
                hash,
                mode,
                liveAcknowledged,
                tradingEnabled,
                totalCapital,
                stocks,
                clients,
                accounts,
                strategies,
                limits,
                charges,
                tickBands,
                models,
                live,
                calendar,
                stages,
                others,
                deadMan);
    }

    /// The same configuration with other rules for real orders; another hash if that changes it.
    public Config withLive(LiveSettings others) {
        return others.equals(live)
                ? this
                : new Config(
                        hashOf(hash + "|live=" + others),
                        mode,
                        liveAcknowledged,
                        tradingEnabled,
                        totalCapital,
                        stocks,
                        clients,
                        accounts,
                        strategies,
                        limits,
                        charges,
                        tickBands,
                        models,
                        others,
                        calendar,
                        stages,
                        people,
                        deadMan);
    }

    private Config changed(
            String what, Object to, List<Stock> stocks, List<AccountSpec> accounts, Limits limits, boolean enabled) {
        return changed(what, to, stocks, accounts, limits, enabled, models);
    }

    private Config changed(
            String what,
            Object to,
            List<Stock> stocks,
            List<AccountSpec> accounts,
            Limits limits,
            boolean enabled,
            ModelSettings models) {
        return new Config(
                hashOf(hash + "|" + what + "=" + to),
                mode,
                liveAcknowledged,
                enabled,
                totalCapital,
                stocks,
                clients,
                accounts,
                strategies,
                limits,
                charges,
                tickBands,
                models,
                live,
                calendar,
                stages,
                people,
                deadMan);
    }

    static String hashOf(String text) {
        return Sha256.hex(text).substring(0, 16);
    }

    private static <K, V> Map<K, V> inOrder(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// Whether the orders of a client are real: in mode live, and acknowledged by its name.
    public boolean isLive(Client client) {
        return mode == Mode.LIVE && !client.isPaper() && liveAcknowledged.contains(client.id());
    }

    public Optional<Client> client(String id) {
        return clients.stream().filter(client -> client.id().equals(id)).findFirst();
    }

    public Optional<AccountSpec> account(String name) {
        return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
    }

    public Optional<Stock> stock(Symbol symbol) {
        return stocks.stream().filter(stock -> stock.symbol().equals(symbol)).findFirst();
    }

    /// Whether an account's orders are real.
    public boolean isLive(AccountSpec account) {
        return isLive(account.client());
    }

    public boolean isLive(String client) {
        return client(client).filter(spec -> !spec.isPaper()).isPresent();
    }

    public List<Client> liveClients() {
        return clients.stream().filter(client -> !client.isPaper()).toList();
    }

    /// The active account that real money is tried with first.
    public Optional<AccountSpec> firstLiveAccount() {
        return activeAccounts().stream().filter(this::isLive).findFirst();
    }

    public List<AccountSpec> activeAccounts() {
        return accounts.stream().filter(AccountSpec::active).toList();
    }

    /// The accounts that share the total capital and are summed up: all but the baselines.
    public List<AccountSpec> sharingAccounts() {
        return accounts.stream().filter(account -> !account.baseline()).toList();
    }

    /// Accounts that trade beside the others, only to be compared with.
    public List<AccountSpec> baselines() {
        return accounts.stream().filter(AccountSpec::baseline).toList();
    }

    /// Stocks that are switched on and that some active account may trade, in configured order.
    public List<Symbol> tradedStocks() {
        return stocks.stream()
                .filter(Stock::active)
                .map(Stock::symbol)
                .filter(symbol ->
                        activeAccounts().stream().anyMatch(a -> a.stocks().contains(symbol)))
                .toList();
    }

    /// The active stocks of an account, in configured order.
    public List<Symbol> stocksOf(AccountSpec account) {
        return tradedStocks().stream().filter(account.stocks()::contains).toList();
    }

    /// The accounts of a broker client, in configured order.
    public List<AccountSpec> accountsOf(String client) {
        return accounts.stream()
                .filter(account -> account.client().equals(client))
                .toList();
    }

    /// The account's fixed share of the total, unchanged by profit and loss.
    public Rupees capitalOf(AccountSpec account) {
        return totalCapital.percent(account.capitalPercent());
    }

    public ChargeRates chargesOn(LocalDate date) {
        return charges.stream()
                .filter(rates -> !rates.from().isAfter(date))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalStateException("no charge rates in force on " + date));
    }

    /// What the Scheduler says on a date, in order; nothing when the exchange is closed.
    ///
    /// @throws TradingCalendar.YearMissing when the calendar has no entry for the year
    public List<Tick> agendaOn(LocalDate date) {
        return calendar.session(date)
                .map(session -> Agenda.of(session, limits.squareOffBefore(), limits.flatAlarmBefore()))
                .orElse(List.of());
    }

    /// The same as lines for the Scheduler, for `from ≤ date ≤ to`.
    ///
    /// @throws TradingCalendar.YearMissing when the calendar has no entry for one of the years
    public List<ScheduleLine> scheduleLines(LocalDate from, LocalDate to) {
        return new ScheduleLines(calendar, limits.squareOffBefore(), limits.flatAlarmBefore()).between(from, to);
    }

    /// The exchange's tick size for a price of the previous month's last close.
    public Rupees tickOn(LocalDate date, Rupees price) {
        LocalDate since = tickBands.stream()
                .map(TickBand::from)
                .filter(from -> !from.isAfter(date))
                .max(LocalDate::compareTo)
                .orElseThrow(() -> new IllegalStateException("no tick sizes in force on " + date));
        return tickBands.stream()
                .filter(band -> band.from().equals(since))
                .filter(band -> band.below() == null || price.below(band.below()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no tick size for " + price))
                .tick();
    }
}
