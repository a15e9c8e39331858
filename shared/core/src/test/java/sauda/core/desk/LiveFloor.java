package sauda.core.desk;

import static sauda.core.desk.Floor.STOP;
import static sauda.core.desk.Floor.T;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.LiveSettings;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.Product;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.core.portfolio.Books;
import sauda.events.Alert;
import sauda.events.Check;
import sauda.events.External;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Preflight;
import sauda.events.Reconciled;
import sauda.events.Rupees;
import sauda.events.Sent;
import sauda.events.Symbol;
import sauda.events.Tick;

/// A floor whose accounts trade at a live venue, with its stops, fills and comparisons.
final class LiveFloor {

    static final String CLIENT = "main";

    final Floor floor;
    final TestLiveBroker venue;

    private LiveFloor(Floor floor) {
        this.floor = floor;
        this.venue = new TestLiveBroker(floor.clock);
        floor.broker = venue;
    }

    /// Accounts of one live client that may trade every stock, with equal capital; a preflight
    /// of today passed.
    static LiveFloor of(String... names) {
        return of(config(names));
    }

    static LiveFloor of(Config config) {
        LiveFloor live = new LiveFloor(Floor.of(config));
        live.passed(true);
        return live;
    }

    static Config config(String... names) {
        return config(Floor.sharing(names), settings -> settings);
    }

    /// The same accounts, at a live client.
    static Config config(Config config, UnaryOperator<LiveSettings> change) {
        return new Config(
                config.hash(),
                Mode.LIVE,
                List.of(CLIENT),
                config.tradingEnabled(),
                config.totalCapital(),
                config.stocks(),
                List.of(
                        new Config.Client(CLIENT, "dhan", "sauda/dhan/main"),
                        new Config.Client("paper", "paper", null)),
                config.accounts().stream().map(account -> at(account, CLIENT)).toList(),
                config.strategies(),
                config.limits(),
                config.charges(),
                config.tickBands(),
                config.models(),
                change.apply(config.live()),
                config.calendar(),
                config.stages(),
                config.people(),
                config.deadMan());
    }

    static AccountSpec at(AccountSpec spec, String client) {
        return new AccountSpec(
                spec.name(),
                spec.active(),
                spec.advisor(),
                spec.model(),
                spec.fallbacks(),
                spec.secret(),
                spec.members(),
                spec.stocks(),
                spec.strategies(),
                spec.assignments(),
                spec.capitalPercent(),
                spec.product(),
                client,
                spec.budget(),
                spec.baseline());
    }

    static Config firstDay(String... names) {
        return config(
                Floor.sharing(names),
                live -> new LiveSettings(
                        live.superOrders(),
                        live.protectionPercent(),
                        live.entryLifetime(),
                        live.repriceAfter(),
                        live.repriceMost(),
                        live.lossExit(),
                        live.dryRun(),
                        true));
    }

    static Config delivery(String... names) {
        Config config = config(names);
        return config.withAccounts(config.accounts().stream()
                .map(account -> Floor.productOf(account, Product.DELIVERY))
                .toList());
    }

    void passed(boolean passed) {
        Check check = passed ? Check.passed("TOKEN", "fine") : Check.failed("TOKEN", "dead", "log in");
        floor.put(PreflightItem.of(new Preflight(CLIENT, Floor.DATE, List.of(check), floor.clock.instant())));
    }

    /// Buys through the desk, is filled at the venue, books it and lets a stop rest there.
    OrderRequested holds(String account, Symbol symbol, long shares) {
        OrderRequested entry = buys(account, symbol, shares);
        executes(entry, shares, ScriptedVenue.ENTRY_PRICE);
        stops(account, symbol, shares);
        return entry;
    }

    OrderRequested buys(String account, Symbol symbol, long shares) {
        OrderRequested entry = floor.entry(account, symbol, shares);
        Order order = floor.orders().on(entry);
        if (!order.state().isAtVenue()) {
            throw new IllegalStateException("the entry is " + order.state() + ": " + order.reasons());
        }
        return entry;
    }

    /// Executed at the venue and booked here.
    void executes(OrderRequested order, long shares, Rupees price) {
        venue.fill(order.id(), shares, price);
        books(order, venue.row(TestLiveBroker.venueId(order.id())).fills().getLast());
    }

    void books(OrderRequested order, VenueFill fill) {
        Fill.Kind kind = order.isEntry() ? Fill.Kind.ENTRY : order.isStop() ? Fill.Kind.STOP : Fill.Kind.EXIT;
        change(order.account(), books -> {
            books.fill(order.id(), new Fill(fill.id(), fill.quantity(), fill.price(), fill.at(), kind));
            books.price(order.symbol(), fill.price());
            books.mark(floor.clock.instant());
        });
    }

    void change(String account, java.util.function.Consumer<Books> change) {
        Books books = floor.books(account);
        change.accept(books);
        if (!(floor.keeper().save(books, Extra.plain("a test", floor.clock.instant()))
                instanceof BookKeeper.Saved.Done)) {
            throw new IllegalStateException("not saved");
        }
    }

    /// A stop of ours rests at the venue.
    OrderRequested stops(String account, Symbol symbol, long shares) {
        String cause = "stop:"
                + floor.position(account, symbol)
                        .map(position -> position.entry().value())
                        .orElse("none");
        OrderRequested stop = new OrderRequested(
                OrderId.of(T, account, cause, symbol, sauda.events.Side.SELL, (int) shares),
                account,
                symbol,
                sauda.events.Side.SELL,
                Purpose.PROTECTION,
                shares,
                null,
                STOP,
                null,
                "vwap",
                cause,
                "the position's stop",
                T,
                floor.clock.instant().plusSeconds(60),
                floor.config.hash());
        Sent sent = Sent.first(STOP, null, null, floor.clock.instant());
        change(
                account,
                books -> books.venueProtection(stop, TestLiveBroker.venueId(stop.id()), sent, floor.clock.instant()));
        venue.place(floor.order(stop), floor.clock.instant());
        return stop;
    }

    ReconcileDesk desk() {
        return new ReconcileDesk(floor.stored, floor.config, CLIENT, venue, floor.clock);
    }

    /// The comparisons of so many minutes, the clock turned with it; each by a process of its own.
    void minutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            Instant minute = floor.clock.instant().plusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
            floor.clock.set(minute);
            desk().on(new Tick(Tick.Duty.RECONCILE, minute));
        }
    }

    Reconciled reconciled() {
        return floor.stored.get(Keys.reconciled(CLIENT)).orElseThrow().as(Reconciled.class);
    }

    /// What counts, as `CODE ref`.
    List<String> counting() {
        return reconciled().seen().stream()
                .filter(Reconciled.Seen::counts)
                .map(seen -> seen.found().code() + " " + seen.found().ref())
                .toList();
    }

    List<String> seen() {
        return reconciled().seen().stream().map(seen -> seen.found().code()).toList();
    }

    String state(String account) {
        return floor.account(account).state() + " " + floor.account(account).stateBecause();
    }

    List<String> alerts() {
        return floor.kept(Alert.class, "alert").stream()
                .map(alert -> alert.code() + " " + alert.subject())
                .toList();
    }

    List<External> externals() {
        return floor.kept(External.class, "external");
    }

    Map<String, Object> totals() {
        Item totals = floor.stored.get(Keys.TOTALS).orElseThrow();
        return Map.of(
                "slots",
                ((BigDecimal) java.util.Objects.requireNonNull(
                                totals.attributes().get("slots")))
                        .intValueExact(),
                "exposure",
                new Rupees((BigDecimal)
                        java.util.Objects.requireNonNull(totals.attributes().get("exposure"))));
    }

    List<String> imbalances() {
        return Reckoning.breaks(floor.stored, floor.config);
    }
}
