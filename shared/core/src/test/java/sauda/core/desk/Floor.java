package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.Config.Limits;
import sauda.core.config.Config.Product;
import sauda.core.config.ConfigFile;
import sauda.core.decision.Advisor;
import sauda.core.decision.RulesAdvisor;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.core.portfolio.Books;
import sauda.events.Account;
import sauda.events.Bar;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Reading.Setup;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;
import sauda.events.Symbol;
import sauda.events.Tick;

/// One trading day with its ledger, venue, queues and clock, opened and ready at 10:15 of
/// Monday, 2 March 2026. Every stock stands at ₹1,000.
final class Floor {

    /// What ships: the accounts that share the capital, and beside them the baseline `rules`.
    static final Config SHIPPED = ConfigFile.defaults();

    /// The same without the baseline.
    static final Config DEFAULTS = SHIPPED.withAccounts(SHIPPED.sharingAccounts());
    static final LocalDate DATE = LocalDate.parse("2026-03-02");
    static final Instant OPEN = Instant.parse("2026-03-02T03:45:00Z");
    static final Instant CLOSE = Instant.parse("2026-03-02T10:00:00Z");
    static final Instant T = Instant.parse("2026-03-02T04:45:00Z");
    static final Instant NEXT = T.plusSeconds(300);
    static final Symbol RELIANCE = new Symbol("RELIANCE");
    static final Symbol TCS = new Symbol("TCS");
    static final Symbol INFY = new Symbol("INFY");
    static final Symbol HDFCBANK = new Symbol("HDFCBANK");
    static final Symbol ICICIBANK = new Symbol("ICICIBANK");
    static final List<Symbol> ALL = List.of(RELIANCE, TCS, INFY, HDFCBANK, ICICIBANK);
    static final Rupees LIMIT = Rupees.of("1003");
    static final Rupees STOP = Rupees.of("985");
    static final Rupees TARGET = Rupees.of("1045");
    static final Rupees TICK = Rupees.of("0.05");

    final Map<Key, Item> items =
            new TreeMap<>(java.util.Comparator.comparing(Key::partition).thenComparing(Key::sort));
    final InMemoryLedger stored = new InMemoryLedger(this::noted);
    final Hands clock = new Hands(T.plusSeconds(20));
    final TestBroker venue = new TestBroker();
    final ScriptedVenue bars = new ScriptedVenue();
    final Letters letters = new Letters(clock);
    final Config config;

    Ledger ledger = stored;
    Broker broker = venue;
    Mailbox mailbox = letters;
    Advisor advisor = new RulesAdvisor();

    private synchronized void noted(InMemoryLedger.Change change) {
        if (change.after() == null) {
            items.remove(change.key());
        } else {
            items.put(change.key(), change.after());
        }
    }

    private Floor(Config config) {
        this.config = config;
    }

    /// The default accounts `claude` (60 %) and `gpt` (40 %), deciding by the rules.
    static Floor ready() {
        return of(byRules(DEFAULTS));
    }

    static Floor with(UnaryOperator<Limits> change) {
        Config config = byRules(DEFAULTS);
        return of(config.withLimits(change.apply(config.limits())));
    }

    static Floor of(Config config) {
        Floor floor = new Floor(config);
        floor.openDay(DATE);
        ALL.forEach(symbol -> floor.reading(symbol, T));
        return floor;
    }

    static Config byRules(Config config) {
        return config.withAccounts(config.accounts().stream()
                .map(account -> account.with(AdvisorKind.RULES, null))
                .toList());
    }

    /// Accounts of one client that may all trade every stock, with equal capital.
    static Config sharing(String... names) {
        Config config = DEFAULTS;
        AccountSpec like = config.accounts().getFirst().with(AdvisorKind.RULES, null);
        List<AccountSpec> accounts = new ArrayList<>();
        for (String name : names) {
            accounts.add(new AccountSpec(
                    name,
                    true,
                    AdvisorKind.RULES,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    ALL,
                    like.strategies(),
                    Map.of(),
                    BigDecimal.valueOf(100 / names.length),
                    Product.INTRADAY,
                    like.client(),
                    like.budget(),
                    false));
        }
        return config.withAccounts(accounts);
    }

    /// The same accounts, and beside them the baseline `rules`, which ships.
    static Config beside(Config config) {
        return config.withAccounts(Stream.concat(config.accounts().stream(), SHIPPED.baselines().stream())
                .toList());
    }

    static AccountSpec trading(AccountSpec spec, List<Symbol> stocks) {
        return changed(spec, stocks, spec.product());
    }

    static AccountSpec productOf(AccountSpec spec, Product product) {
        return changed(spec, spec.stocks(), product);
    }

    private static AccountSpec changed(AccountSpec spec, List<Symbol> stocks, Product product) {
        return new AccountSpec(
                spec.name(),
                spec.active(),
                spec.advisor(),
                spec.model(),
                spec.fallbacks(),
                spec.secret(),
                spec.members(),
                stocks,
                spec.strategies(),
                spec.assignments(),
                spec.capitalPercent(),
                product,
                spec.client(),
                spec.budget(),
                spec.baseline());
    }

    Session session() {
        return config.calendar().session(DATE).orElseThrow();
    }

    void openDay(LocalDate date) {
        config.activeAccounts().forEach(account -> new DayDesk(stored, config, clock).open(account, date));
    }

    BookKeeper keeper() {
        return new BookKeeper(stored, config);
    }

    OrderDesk orders() {
        return new OrderDesk(ledger, config, broker, clock);
    }

    MarkDesk marks() {
        return new MarkDesk(ledger, config, bars, mailbox, clock);
    }

    DecisionDesk decisions() {
        return new DecisionDesk(ledger, config, advisor, mailbox, clock, clock::instant);
    }

    ControlDesk control() {
        return new ControlDesk(ledger, config, mailbox, clock);
    }

    WatchDesk watch() {
        return new WatchDesk(ledger, config, "paper", broker, mailbox, clock);
    }

    /// The watch of so many minutes, the clock turned with it.
    void watch(int minutes) {
        for (int i = 0; i < minutes; i++) {
            Instant minute = clock.instant().plusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
            clock.set(minute);
            watch().on(new Tick(Tick.Duty.WATCH, minute));
        }
    }

    Account account(String name) {
        return stored.get(Keys.account(name)).orElseThrow().as(Account.class);
    }

    Optional<Position> position(String account, Symbol symbol) {
        return stored.get(Keys.position(account, symbol)).map(item -> item.as(Position.class));
    }

    Order order(OrderRequested request) {
        return stored.get(Keys.order(request.account(), request.id()))
                .orElseThrow()
                .as(Order.class);
    }

    Control controlled() {
        return stored.get(Keys.CONTROL).orElseThrow().as(Control.class);
    }

    Books books(String account) {
        return keeper().whole(account, clock.instant()).orElseThrow();
    }

    <T> List<T> kept(Class<T> type, String kind) {
        return items.values().stream()
                .filter(item -> item.kind().equals(kind))
                .map(item -> item.as(type))
                .toList();
    }

    void put(Item item) {
        stored.commit(List.of(Write.put(item)));
    }

    /// Puts an attribute of an item right or wrong, past all rules.
    void tamper(Key key, String attribute, Object value) {
        Item item = stored.get(key).orElseThrow();
        Map<String, Object> attributes = new java.util.HashMap<>(item.attributes());
        attributes.put(attribute, value);
        put(new Item(key, item.kind(), attributes));
    }

    void account(String name, UnaryOperator<Account> change) {
        put(AccountItem.of(change.apply(account(name))));
    }

    void reading(Symbol symbol, Instant t, Signal... signals) {
        reading(symbol, t, Rupees.of(1_000), signals);
    }

    void reading(Symbol symbol, Instant t, Rupees close, Signal... signals) {
        put(Item.of(Keys.reading(symbol, t), "reading", read(symbol, t, close, signals)));
    }

    static Reading read(Symbol symbol, Instant t, Rupees close, Signal... signals) {
        Instant start = t.minus(Duration.ofMinutes(5));
        return new Reading(
                symbol,
                t,
                new Bar(start, close, close.plus(Rupees.of(2)), close.minus(Rupees.of(2)), close, 100_000),
                Rupees.of(1_000),
                TICK,
                Rupees.of(900),
                Rupees.of(1_100),
                List.of(signals),
                List.of(),
                setups(close),
                Map.of("vwap", new BigDecimal("999.5")),
                Map.of(),
                Map.of(),
                List.of(),
                "0".repeat(64));
    }

    private static List<Setup> setups(Rupees close) {
        List<Setup> setups = new ArrayList<>();
        for (String strategy : List.of("vwap", "ema", "rsi")) {
            setups.add(new Setup(strategy, Side.BUY, close, STOP, TARGET));
            setups.add(new Setup(strategy, Side.SELL, close, Rupees.of("1015"), Rupees.of("955")));
        }
        return setups;
    }

    static Signal signal(Symbol symbol, String strategy, Side side, Instant t, int strength) {
        return new Signal(
                symbol,
                strategy,
                "CROSS",
                side,
                BigDecimal.valueOf(strength),
                Rupees.of(1_000),
                STOP,
                TARGET,
                Map.of(),
                t.minus(Duration.ofMinutes(5)));
    }

    OrderRequested entry(String account, Symbol symbol, long shares) {
        return entry(account, symbol, Side.BUY, shares, "decision:" + account + ":" + Keys.minute(T));
    }

    OrderRequested entry(String account, Symbol symbol, Side side, long shares, String cause) {
        return entry(account, symbol, side, shares, cause, clock.instant().plusSeconds(30));
    }

    OrderRequested entry(String account, Symbol symbol, Side side, long shares, String cause, Instant expiresAt) {
        boolean buys = side == Side.BUY;
        return entry(
                account,
                symbol,
                side,
                shares,
                buys ? LIMIT : Rupees.of("997"),
                buys ? STOP : Rupees.of("1015"),
                buys ? TARGET : Rupees.of("955"),
                cause,
                T,
                expiresAt,
                config.hash());
    }

    static OrderRequested entry(
            String account,
            Symbol symbol,
            Side side,
            long shares,
            @Nullable Rupees limit,
            @Nullable Rupees stop,
            @Nullable Rupees target,
            String cause,
            Instant t,
            Instant expiresAt,
            String configHash) {
        return new OrderRequested(
                OrderId.of(t, account, cause, symbol, side, 0),
                account,
                symbol,
                side,
                Purpose.ENTRY,
                shares,
                limit,
                stop,
                target,
                "vwap",
                cause,
                "a test asks for it",
                t,
                expiresAt,
                configHash);
    }

    OrderRequested exit(String account, Symbol symbol, long shares, String cause) {
        Side side =
                position(account, symbol).map(Position::side).orElse(Side.BUY).opposite();
        return new OrderRequested(
                OrderId.of(T, account, cause, symbol, side, 0),
                account,
                symbol,
                side,
                Purpose.EXIT,
                shares,
                null,
                null,
                null,
                "vwap",
                cause,
                "a test asks for it",
                T,
                clock.instant().plusSeconds(30),
                config.hash());
    }

    /// Buys through the desk and fills at once: an open position.
    OrderRequested holds(String account, Symbol symbol, long shares) {
        OrderRequested entry = entry(account, symbol, shares);
        OrderState state = orders().on(entry).state();
        if (state != OrderState.ACCEPTED) {
            throw new IllegalStateException(
                    "the entry is " + state + ": " + order(entry).reasons());
        }
        fill(entry, shares, ScriptedVenue.ENTRY_PRICE, sauda.events.Fill.Kind.ENTRY);
        return entry;
    }

    /// A fill as a mark books it.
    void fill(OrderRequested order, long shares, Rupees price, sauda.events.Fill.Kind kind) {
        Books books = books(order.account());
        books.fill(
                order.id(),
                new sauda.events.Fill(
                        "f" + books.order(order.id()).fills().size(), shares, price, clock.instant(), kind));
        books.price(order.symbol(), price);
        books.mark(clock.instant());
        if (!(keeper().save(books, BookKeeper.Extra.plain("filled", clock.instant()))
                instanceof BookKeeper.Saved.Done)) {
            throw new IllegalStateException("the fill was not booked");
        }
    }

    List<String> imbalances() {
        return Balance.of(this);
    }
}
