package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import sauda.brokers.dhan.Dhan;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.brokers.paper.PaperVenue;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.DeadManDesk;
import sauda.core.desk.KillDesk;
import sauda.core.desk.MarkDesk;
import sauda.core.desk.OrderDesk;
import sauda.core.desk.Reckoning;
import sauda.core.desk.ReconcileDesk;
import sauda.core.desk.SessionDesk;
import sauda.core.desk.WatchDesk;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Bar;
import sauda.events.BarsReady;
import sauda.events.CancelRequested;
import sauda.events.EventJson;
import sauda.events.KillRequested;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Preflight;
import sauda.events.Reading;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Tick;
import sauda.fakedhan.ClientSpec;
import sauda.fakedhan.FakeClock;
import sauda.fakedhan.FakeDhan;
import sauda.fakedhan.FakeDhanServer;
import sauda.fakedhan.FillModel;
import sauda.fakedhan.HeldPosition;
import sauda.fakedhan.Market;
import sauda.fakedhan.PlacedOrder;

/// One day at the fake Dhan, through the real client over HTTP: the desks of all
/// functions, their queues, one clock for the market and for us. Who waits moves it;
/// nobody sleeps.
final class LiveDay implements AutoCloseable {

    static final LocalDate DATE = LocalDate.of(2026, 10, 7);
    static final Symbol RELIANCE = new Symbol("RELIANCE");
    static final Symbol TCS = new Symbol("TCS");
    static final Symbol INFY = new Symbol("INFY");
    static final Symbol HDFCBANK = new Symbol("HDFCBANK");
    static final Symbol ICICIBANK = new Symbol("ICICIBANK");
    static final Rupees LIMIT = Rupees.of("1003");
    static final Rupees STOP = Rupees.of("985");
    static final Rupees TARGET = Rupees.of("1045");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration MAY_BE_SENT_FOR = Duration.ofSeconds(30);

    final Config config;
    final LocalDate date;
    final FakeClock clock;
    final HandMade tape = new HandMade();
    final HookedLedger ledger;
    final InMemoryLedger stored;
    final HookedLedger deadMansOwn = new HookedLedger(new InMemoryLedger());
    final List<Alert> told = new ArrayList<>();
    final Safe safe = new Safe();
    final Post post;
    final FakeDhan fake;
    private final FakeDhanServer server;
    private final Map<Key, Item> items =
            new TreeMap<>(Comparator.comparing(Key::partition).thenComparing(Key::sort));
    private final Map<String, LiveBroker> brokers = new HashMap<>();
    private final Rupees funds;
    private volatile Duration skew = Duration.ZERO;

    /// Six in the morning, nothing opened.
    LiveDay(Config config, LocalDate date) {
        this(config, date, Rupees.of(10_000_000));
    }

    /// @param funds of each client
    LiveDay(Config config, LocalDate date, Rupees funds) {
        this.funds = funds;
        this.config = config;
        this.date = date;
        this.clock = new FakeClock(HandMade.at(date, LocalTime.of(6, 0)));
        this.stored = new InMemoryLedger(this::noted);
        this.ledger = new HookedLedger(stored);
        this.post = new Post(this::ours);
        List<ClientSpec> owners = new ArrayList<>();
        for (Config.Client client : config.liveClients()) {
            owners.add(owner(client.id()));
            credentials(client.id(), owner(client.id()).pin());
        }
        this.fake = new FakeDhan(Market.of(config, tape, clock), owners);
        this.fake.behaviour().fills(FillModel.WIRE).silence(Duration.ofMillis(1));
        this.server = FakeDhanServer.start(fake, 0);
    }

    /// Opened, the preflight passed, at 10:15:20.
    static LiveDay ready(Config config) {
        return ready(config, DATE);
    }

    static LiveDay ready(Config config, LocalDate date) {
        LiveDay day = new LiveDay(config, date);
        day.morning();
        day.to(LocalTime.of(10, 15, 20));
        return day;
    }

    /// The session's function of every client before the open.
    void morning() {
        to(LocalTime.of(8, 45));
        session();
    }

    private synchronized void noted(InMemoryLedger.Change change) {
        if (change.after() == null) {
            items.remove(change.key());
        } else {
            items.put(change.key(), change.after());
        }
    }

    // Who we are

    ClientSpec owner(String client) {
        int number = config.clients().stream().map(Config.Client::id).toList().indexOf(client);
        return new ClientSpec(
                "100000004" + number,
                "73914" + number,
                "JBSWY3DPEHPK3PX" + "PQRS".charAt(number),
                funds,
                "203.0.113.7" + number);
    }

    void credentials(String client, String pin) {
        ClientSpec owner = owner(client);
        safe.store(
                "sauda/dhan/" + client,
                EventJson.write(Map.of("clientId", owner.clientId(), "pin", pin, "totpSeed", owner.totpSeed())));
    }

    String clientId() {
        return clientId(firstClient());
    }

    String clientId(String client) {
        return owner(client).clientId();
    }

    private String firstClient() {
        return config.liveClients().getFirst().id();
    }

    private String clientOf(String account) {
        return config.account(account).orElseThrow().client();
    }

    LiveBroker broker(String client) {
        return brokers.computeIfAbsent(client, this::fresh);
    }

    /// The broker of a process that was just started.
    LiveBroker fresh(String client) {
        return fresh(client, ledger);
    }

    /// @param counts what is counted by the client, such as calls and logins
    private LiveBroker fresh(String client, Ledger counts) {
        return new Dhan(
                        config,
                        config.client(client).orElseThrow(),
                        counts,
                        this::ours,
                        safe,
                        new DhanEndpoints(
                                URI.create(server.baseUrl()),
                                URI.create(server.authUrl()),
                                URI.create(server.instrumentsUrl()),
                                Optional.empty()),
                        new Random(7),
                        clock::advance,
                        () -> InstantSource.system().instant().plus(skew))
                .broker();
    }

    String baseUrl() {
        return server.baseUrl();
    }

    // Time

    private Instant ours() {
        return clock.instant().plus(skew);
    }

    /// Our clock is ahead of everybody else's by so much.
    void skewed(Duration by) {
        skew = by;
    }

    Instant at(LocalTime time) {
        return HandMade.at(date, time);
    }

    Session day() {
        return config.calendar().session(date).orElseThrow();
    }

    void to(LocalTime time) {
        to(at(time));
    }

    void to(Instant instant) {
        clock.set(instant);
        readings();
    }

    /// The newest tick that is not after now.
    Instant t() {
        return newestTick().orElseThrow();
    }

    private Optional<Instant> newestTick() {
        LocalDate today = TradingCalendar.dateOf(clock.instant());
        return Optional.of(config.calendar()).filter(calendar -> calendar.knows(today)).stream()
                .flatMap(calendar -> calendar.session(today).stream())
                .flatMap(session -> session.ticks().stream())
                .filter(tick -> !tick.isAfter(clock.instant()))
                .reduce((first, second) -> second);
    }

    /// What the signals functions write down of the newest tick, for stocks that have
    /// its bar.
    private void readings() {
        newestTick()
                .ifPresent(t -> Setups.STOCKS.forEach(symbol -> tape.bars(symbol, t.minusSeconds(300), t).stream()
                        .findFirst()
                        .ifPresent(bar -> stored.commit(List.of(
                                Write.put(Item.of(Keys.reading(symbol, t), "reading", reading(symbol, t, bar))))))));
    }

    private static Reading reading(Symbol symbol, Instant t, Bar bar) {
        return new Reading(
                symbol,
                t,
                bar,
                HandMade.PRICE,
                Rupees.of("0.05"),
                Rupees.of(900),
                Rupees.of(1_100),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                "0".repeat(64));
    }

    // What functions do

    OrderDesk executor(String client) {
        return new OrderDesk(ledger, config, broker(client), this::ours, this::wait);
    }

    /// An executor that was just started.
    OrderDesk another(String client) {
        return new OrderDesk(ledger, config, fresh(client), this::ours, this::wait);
    }

    private boolean wait(Instant giveUpAt) {
        clock.advance(BETWEEN_LOOKS);
        return ours().isBefore(giveUpAt);
    }

    /// A queue hands the message to the executor.
    Order deliver(OrderRequested request) {
        return executor(clientOf(request.account())).on(request);
    }

    void deliver() {
        post.deliver(this::take);
    }

    private void take(Object message) {
        switch (message) {
            case OrderRequested request -> deliver(request);
            case CancelRequested cancel -> executor(clientOf(cancel.account())).on(cancel);
            case KillRequested kill ->
                new KillDesk(ledger, config, kill.client(), fresh(kill.client()), this::ours).on(kill);
            default -> {
                // For another function.
            }
        }
    }

    void watch() {
        for (Config.Client client : config.liveClients()) {
            new WatchDesk(ledger, config, client.id(), broker(client.id()), post, this::ours, this::wait)
                    .on(new Tick(Tick.Duty.WATCH, minute()));
        }
    }

    void reconcile() {
        for (Config.Client client : config.liveClients()) {
            new ReconcileDesk(ledger, config, client.id(), broker(client.id()), this::ours)
                    .on(new Tick(Tick.Duty.RECONCILE, minute()));
        }
    }

    void session() {
        session(minute());
    }

    /// @param at the scheduled time
    private void session(Instant at) {
        for (Config.Client client : config.liveClients()) {
            new SessionDesk(ledger, config, client.id(), broker(client.id()), post, this::ours)
                    .on(new Tick(Tick.Duty.SESSION, at));
        }
    }

    void mark(String account) {
        mark(account, t());
    }

    private void mark(String account, Instant t) {
        new MarkDesk(ledger, config, new PaperVenue(), post, this::ours)
                .on(new BarsReady(account, t, Setups.STOCKS, List.of()));
    }

    /// A dead man that was just started, with a client of his own.
    DeadManDesk deadMan() {
        return deadMan(broker -> broker);
    }

    /// @param between stands between him and the venue
    DeadManDesk deadMan(UnaryOperator<LiveBroker> between) {
        return new DeadManDesk(new DeadManDesk.Parts(
                config,
                null,
                ledger,
                deadMansOwn,
                client -> between.apply(fresh(client, deadMansOwn)),
                told::add,
                () -> "481516",
                this::ours,
                this::wait));
    }

    ControlDesk control() {
        return new ControlDesk(ledger, config, post, this::ours);
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }

    /// The next so many minutes of all that is done each minute.
    void minutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            to(clock.instant().plusSeconds(60).truncatedTo(ChronoUnit.MINUTES));
            watch();
            deliver();
            reconcile();
        }
    }

    /// The minutes of the agenda up to a time, each with all of its duties. Functions
    /// that wait for a silent venue take the minutes after theirs with them: their
    /// duties come late then.
    void until(LocalTime end) {
        Instant done = minute();
        while (minute().isBefore(at(end))) {
            Instant next = done.plusSeconds(60);
            to(clock.instant().isAfter(next) ? clock.instant() : next);
            Instant from = done;
            done = minute();
            Instant now = done;
            config.agendaOn(date).stream()
                    .filter(tick -> tick.at().isAfter(from) && !tick.at().isAfter(now))
                    .forEach(this::onTick);
            watch();
            tryToDeliver();
            reconcile();
        }
    }

    private void onTick(Tick tick) {
        switch (tick.duty()) {
            case TICK -> config.accounts().forEach(account -> mark(account.name(), tick.t()));
            case SESSION -> session(tick.at());
            case WATCH, RECONCILE, DEADLINE, REPORT -> {
                // Done each minute, or of no concern here.
            }
        }
    }

    private void tryToDeliver() {
        try {
            deliver();
        } catch (BrokerUnavailable stays) {
            // The queue has it still.
        }
    }

    // What is asked for

    OrderRequested entry(String account, Symbol symbol, long shares) {
        return entry(account, symbol, shares, LIMIT);
    }

    OrderRequested entry(String account, Symbol symbol, long shares, Rupees limit) {
        String cause = "decision:" + account + ":" + Keys.minute(t());
        return new OrderRequested(
                OrderId.of(t(), account, cause, symbol, Side.BUY, 0),
                account,
                symbol,
                Side.BUY,
                Purpose.ENTRY,
                shares,
                limit,
                STOP,
                TARGET,
                "vwap",
                cause,
                "a test asks for it",
                t(),
                ours().plus(MAY_BE_SENT_FOR),
                config.hash());
    }

    OrderRequested exit(String account, Symbol symbol, long shares, String cause) {
        return new OrderRequested(
                OrderId.of(t(), account, cause, symbol, Side.SELL, 0),
                account,
                symbol,
                Side.SELL,
                Purpose.EXIT,
                shares,
                null,
                null,
                null,
                "vwap",
                cause,
                "a test asks for it",
                t(),
                ours().plus(MAY_BE_SENT_FOR),
                config.hash());
    }

    /// An entry that is filled and booked, its stop at the venue.
    OrderRequested holds(String account, Symbol symbol, long shares) {
        OrderRequested entry = entry(account, symbol, shares);
        Order sent = deliver(entry);
        if (!sent.state().isAtVenue()) {
            throw new IllegalStateException("the entry is " + sent.state() + ": " + sent.reasons());
        }
        minutes(1);
        if (order(entry).state() != OrderState.FILLED) {
            throw new IllegalStateException("the entry is " + order(entry).state());
        }
        return entry;
    }

    // What the ledger has

    Order order(OrderRequested request) {
        return order(request.account(), request.id());
    }

    Order order(String account, OrderId id) {
        return stored.get(Keys.order(account, id)).orElseThrow().as(Order.class);
    }

    boolean knows(OrderRequested request) {
        return stored.get(Keys.order(request.account(), request.id())).isPresent();
    }

    synchronized List<Order> orders(String account) {
        return items.values().stream()
                .filter(item -> item.kind().equals("order"))
                .map(item -> item.as(Order.class))
                .filter(order -> order.request().account().equals(account))
                .toList();
    }

    Account account(String name) {
        return stored.get(Keys.account(name)).orElseThrow().as(Account.class);
    }

    Optional<Position> position(String account, Symbol symbol) {
        return stored.get(Keys.position(account, symbol)).map(item -> item.as(Position.class));
    }

    long open(String account, Symbol symbol) {
        return position(account, symbol).map(Position::open).orElse(0L);
    }

    String state(String account) {
        return account(account).state() + " " + account(account).stateBecause();
    }

    int slots() {
        return ((Number) stored.get(Keys.TOTALS).orElseThrow().attributes().getOrDefault("slots", 0)).intValue();
    }

    Rupees exposure() {
        Object exposure = stored.get(Keys.TOTALS).orElseThrow().attributes().getOrDefault("exposure", 0);
        return new Rupees(new java.math.BigDecimal(String.valueOf(exposure)));
    }

    synchronized <T> List<T> kept(Class<T> type, String kind) {
        return items.values().stream()
                .filter(item -> item.kind().equals(kind))
                .map(item -> item.as(type))
                .toList();
    }

    List<Alert> alerts() {
        return kept(Alert.class, "alert").stream()
                .sorted(Comparator.comparing(Alert::at))
                .toList();
    }

    List<String> alerted() {
        return alerts().stream().map(Alert::code).toList();
    }

    Preflight preflight(String client) {
        return stored.get(Keys.preflight(client)).orElseThrow().as(Preflight.class);
    }

    static List<String> codes(Order order) {
        return order.reasons().stream().map(Reason::code).toList();
    }

    // What the venue has

    List<PlacedOrder> placed(OrderRequested request) {
        return placed(request.account(), request.id());
    }

    List<PlacedOrder> placed(String account, OrderId id) {
        return fake.ordersNamed(clientId(clientOf(account)), id.value());
    }

    /// How often anybody asked the venue to take an order.
    long sends() {
        return fake.requests().stream()
                .filter(call -> call.method().equals("POST"))
                .filter(call -> call.path().endsWith("/orders"))
                .count();
    }

    long net(Symbol symbol) {
        return net(firstClient(), symbol);
    }

    long net(String client, Symbol symbol) {
        return fake.positions(clientId(client)).stream()
                .filter(position -> position.symbol().equals(symbol))
                .mapToLong(HeldPosition::net)
                .sum();
    }

    /// Shares that stops at the venue would sell.
    long stopped(Symbol symbol) {
        return fake.orders(clientId()).stream()
                .filter(order -> order.symbol().equals(symbol)
                        && order.side() == Side.SELL
                        && order.trigger().isPositive()
                        && order.status().isLive())
                .mapToLong(PlacedOrder::remaining)
                .sum();
    }

    /// Counters are those of orders and positions, and the venue has the shares that we
    /// book.
    void ties() {
        assertThat(Reckoning.breaks(stored, config)).isEmpty();
        for (Config.Client client : config.liveClients()) {
            for (Symbol symbol : Setups.STOCKS) {
                long booked = config.accountsOf(client.id()).stream()
                        .mapToLong(account -> open(account.name(), symbol))
                        .sum();
                assertThat(net(client.id(), symbol))
                        .as(client.id() + " " + symbol)
                        .isEqualTo(booked);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
