package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.decision.Ask;
import sauda.core.decision.Judge;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.portfolio.Books;
import sauda.core.risk.RiskRules;
import sauda.core.risk.RiskRules.Entry;
import sauda.core.risk.RiskRules.Scene;
import sauda.core.risk.Rule.Where;
import sauda.core.risk.Sizing;
import sauda.core.risk.Sizing.Size;
import sauda.core.risk.Sizing.Wish;
import sauda.events.CancelRequested;
import sauda.events.Denial;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Position;
import sauda.events.Proposal;
import sauda.events.Proposal.Action;
import sauda.events.Reading;
import sauda.events.Reading.Setup;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;
import sauda.events.Symbol;

/// Judges what an advisor asks for at one tick: finds stop and target, sizes, and applies the
/// same rules as the executor to the books as they would be after what was asked before. It
/// keeps the orders that pass; the executor has the last word on each.
final class EntryJudge implements Judge {

    /// Who asks.
    ///
    /// @param cause of the orders
    /// @param model whether a model asks, whose budget counts
    /// @param exact whether what is asked for is made in full or not at all; a decision's is made as
    ///              large as it may be
    record Voice(String cause, boolean model, boolean exact) {

        static Voice ofDecision(AccountSpec account, Instant t) {
            return new Voice(
                    "decision:" + account.name() + ":" + Keys.minute(t),
                    account.advisor() != Config.AdvisorKind.RULES,
                    false);
        }

        static Voice byHand(String cause) {
            return new Voice(cause, false, true);
        }
    }

    private static final BigDecimal LONG_LIMIT = new BigDecimal("1.003");
    private static final BigDecimal SHORT_LIMIT = new BigDecimal("0.997");

    private final Config config;
    private final AccountSpec account;
    private final Voice voice;
    private final Instant t;
    private final Instant now;
    private final Optional<Session> session;
    private final Map<Symbol, Reading> readings;
    private final Supplier<Books> freshBooks;
    private final Map<Where, Optional<Item>> shared;
    private final Map<Symbol, Optional<Item>> sides;

    private Books books;
    private final List<OrderRequested> orders = new ArrayList<>();
    private final List<CancelRequested> cancels = new ArrayList<>();

    /// @param freshBooks the account's books before anything was asked
    /// @param shared     control, totals and a live client's preflight as they are
    /// @param sides      what the broker client, or a baseline by itself, holds of each stock
    EntryJudge(
            Config config,
            AccountSpec account,
            Voice voice,
            Instant t,
            Instant now,
            Map<Symbol, Reading> readings,
            Supplier<Books> freshBooks,
            Map<Where, Optional<Item>> shared,
            Map<Symbol, Optional<Item>> sides) {
        this.config = config;
        this.account = account;
        this.voice = voice;
        this.t = t;
        this.now = now;
        this.session = config.calendar().session(sauda.core.calendar.TradingCalendar.dateOf(t));
        this.readings = readings;
        this.freshBooks = freshBooks;
        this.shared = shared;
        this.sides = sides;
        this.books = freshBooks.get();
    }

    /// The judge of a decision over what a ledger holds now.
    ///
    /// @param readings of the stocks that have their candle
    static EntryJudge over(
            Ledger ledger, Config config, AccountSpec account, Instant t, Instant now, Map<Symbol, Reading> readings) {
        return over(ledger, config, account, Voice.ofDecision(account, t), t, now, readings);
    }

    static EntryJudge over(
            Ledger ledger,
            Config config,
            AccountSpec account,
            Voice voice,
            Instant t,
            Instant now,
            Map<Symbol, Reading> readings) {
        Map<Where, Optional<Item>> shared = new EnumMap<>(Where.class);
        shared.put(Where.CONTROL, ledger.get(Keys.CONTROL));
        shared.put(Where.TOTALS, ledger.get(Counters.totals(account)));
        if (config.isLive(account)) {
            shared.put(Where.CLIENT, ledger.get(Keys.preflight(account.client())));
        }
        Map<Symbol, Optional<Item>> sides = new HashMap<>();
        readings.keySet()
                .forEach(symbol -> sides.put(symbol, ledger.get(Counters.sides(account, account.client(), symbol))));
        Books books = new BookKeeper(ledger, config).whole(account.name(), now).orElseThrow();
        return new EntryJudge(config, account, voice, t, now, readings, books::copy, shared, sides);
    }

    /// The account's books before anything was asked.
    Books booksBefore() {
        return freshBooks.get();
    }

    Optional<Item> totals() {
        return shared.getOrDefault(Where.TOTALS, Optional.empty());
    }

    /// What passed, with the time that it has from the moment at which it is committed: an
    /// advisor may have thought for longer than an order lives.
    List<OrderRequested> orders(Instant committed) {
        return ordersUntil(Exits.expiryInTick(t, committed));
    }

    List<OrderRequested> ordersUntil(Instant expiresAt) {
        return orders.stream().map(order -> order.until(expiresAt)).toList();
    }

    List<CancelRequested> cancels() {
        return List.copyOf(cancels);
    }

    @Override
    public void restart() {
        books = freshBooks.get();
        orders.clear();
        cancels.clear();
    }

    @Override
    public List<Proposal> judge(Ask ask) {
        return switch (ask) {
            case Ask.Enter enter -> List.of(enter(enter));
            case Ask.Close close -> List.of(close(close));
            case Ask.CancelAll all -> cancelAll(all);
        };
    }

    private Proposal enter(Ask.Enter ask) {
        Optional<Reading> reading = Optional.ofNullable(readings.get(ask.symbol()));
        Optional<Setup> setup = reading.flatMap(seen -> setup(seen, ask));
        String strategy = setup.map(Setup::strategy).orElse(ask.strategy() == null ? "none" : ask.strategy());
        Rupees limit = reading.map(seen -> limit(seen, ask.side())).orElse(null);
        Rupees stop = setup.map(Setup::stop).orElse(null);
        Size size = reading.isPresent() && stop != null
                ? sizing(ask.side())
                        .size(wish(reading.get(), strategy, limit(reading.get(), ask.side()), stop, ask.asked()))
                : new Size(ask.asked() == null ? 1 : ask.asked(), Sizing.Bound.ASKED);
        long shares = voice.exact() && ask.asked() != null ? ask.asked() : size.shares();
        Instant expiresAt = Exits.expiry(t, now);
        Entry entry = new Entry(
                account,
                ask.symbol(),
                ask.side(),
                strategy,
                shares,
                limit,
                stop,
                reading.filter(seen -> isSignalled(seen, strategy, ask.side())).isPresent(),
                voice.model(),
                t,
                expiresAt,
                config.hash());
        List<Reason> against = new ArrayList<>(RiskRules.against(
                new RiskRules(config, CostsOf.account(config, account, ask.side(), now))
                        .forEntry(entry, new Scene(now, session, reading)),
                items(ask.symbol())));
        if (shares > size.shares() && size.bound() == Sizing.Bound.POSITION) {
            against.add(tooLarge(shares, size));
        }
        Action action = ask.side() == Side.BUY ? Action.BUY : Action.SELL_SHORT;
        if (!against.isEmpty()) {
            return proposal(
                    action,
                    ask.symbol(),
                    ask.asked(),
                    strategy,
                    ask,
                    0,
                    size.bound().name(),
                    null,
                    against);
        }
        OrderRequested order = new OrderRequested(
                OrderId.of(t, account.name(), cause(), ask.symbol(), ask.side(), orders.size()),
                account.name(),
                ask.symbol(),
                ask.side(),
                Purpose.ENTRY,
                shares,
                limit,
                stop,
                setup.map(Setup::target).orElse(null),
                strategy,
                cause(),
                ask.reason(),
                t,
                expiresAt,
                config.hash());
        books.reserveEntry(order, 0, costOf(reading.orElseThrow(), order), now);
        orders.add(order);
        return proposal(
                action,
                ask.symbol(),
                ask.asked(),
                strategy,
                ask,
                shares,
                size.bound().name(),
                order.id(),
                List.of());
    }

    /// What one position may cost bounds the size and is no rule: who asks for more is told.
    private static Reason tooLarge(long shares, Size size) {
        return Reason.of(
                Denial.NOTIONAL,
                Map.of("shares", BigDecimal.valueOf(shares), "limit", BigDecimal.valueOf(size.shares())));
    }

    private Rupees costOf(Reading reading, OrderRequested order) {
        return sizing(order.side())
                .costOf(order.quantity(), reading.last().close(), java.util.Objects.requireNonNull(order.limit()));
    }

    private Sizing sizing(Side side) {
        return CostsOf.sizing(config, account, side, now);
    }

    private Wish wish(Reading reading, String strategy, Rupees limit, Rupees stop, @Nullable Long asked) {
        Config.StrategySpec spec = config.strategies().get(strategy);
        return new Wish(
                config.capitalOf(account),
                books.account().freeCash(),
                spec == null ? config.limits().riskPercent() : spec.riskPercent(),
                reading.last().close(),
                limit,
                stop,
                reading.tick(),
                asked);
    }

    private static Rupees limit(Reading reading, Side side) {
        Rupees close = reading.last().close();
        return side == Side.BUY
                ? close.times(LONG_LIMIT).downToTick(reading.tick())
                : close.times(SHORT_LIMIT).upToTick(reading.tick());
    }

    /// The named strategy's setup; when none is named, that of the strongest signal of the side,
    /// else of the first strategy that has one.
    private Optional<Setup> setup(Reading reading, Ask.Enter ask) {
        if (ask.strategy() != null) {
            return setupOf(reading, ask.strategy(), ask.side());
        }
        Map<String, BigDecimal> mine = account.strategiesFor(ask.symbol());
        Optional<Setup> ofSignal = reading.signals().stream()
                .filter(signal -> signal.side() == ask.side() && mine.containsKey(signal.strategy()))
                .max(Comparator.comparing(Signal::strength))
                .flatMap(signal -> setupOf(reading, signal.strategy(), ask.side()));
        return ofSignal.or(() -> mine.keySet().stream()
                .flatMap(strategy -> setupOf(reading, strategy, ask.side()).stream())
                .findFirst());
    }

    private static Optional<Setup> setupOf(Reading reading, String strategy, Side side) {
        return reading.setups().stream()
                .filter(setup -> setup.strategy().equals(strategy) && setup.side() == side)
                .findFirst();
    }

    private static boolean isSignalled(Reading reading, String strategy, Side side) {
        return reading.signals().stream()
                .anyMatch(signal -> signal.strategy().equals(strategy) && signal.side() == side);
    }

    private Proposal close(Ask.Close ask) {
        Optional<Position> position = books.position(ask.symbol());
        String strategy = position.map(Position::strategy).orElse("none");
        long free = position.map(Position::free).orElse(0L);
        long shares = ask.asked() == null ? free : voice.exact() ? ask.asked() : Math.min(ask.asked(), free);
        Instant expiresAt = Exits.expiry(t, now);
        List<Reason> against = RiskRules.against(
                new RiskRules(config, CostsOf.account(config, account, Side.SELL, now))
                        .forExit(
                                Math.max(1, shares),
                                expiresAt,
                                new Scene(now, session, Optional.empty()),
                                config.isLive(account)),
                items(ask.symbol()));
        if (!against.isEmpty() || position.isEmpty()) {
            return proposal(Action.CLOSE, ask.symbol(), ask.asked(), strategy, ask, 0, "HELD", null, against);
        }
        OrderRequested exit = new OrderRequested(
                OrderId.of(
                        t,
                        account.name(),
                        cause(),
                        ask.symbol(),
                        position.get().side().opposite(),
                        orders.size()),
                account.name(),
                ask.symbol(),
                position.get().side().opposite(),
                Purpose.EXIT,
                shares,
                null,
                null,
                null,
                strategy,
                cause(),
                ask.reason(),
                t,
                expiresAt,
                config.hash());
        books.reserveExit(exit, 0, now);
        orders.add(exit);
        String bound = ask.asked() != null && ask.asked() == shares ? "ASKED" : "HELD";
        return proposal(Action.CLOSE, ask.symbol(), ask.asked(), strategy, ask, shares, bound, exit.id(), List.of());
    }

    private List<Proposal> cancelAll(Ask.CancelAll ask) {
        List<Proposal> proposals = new ArrayList<>();
        for (Order order : freshBooks.get().orders()) {
            OrderRequested request = order.request();
            boolean asked = request.isEntry() || request.cause().startsWith("decision:");
            if (asked && cancels.stream().noneMatch(known -> known.order().equals(order.id()))) {
                cancels.add(
                        new CancelRequested(order.id(), account.name(), request.symbol(), cause(), ask.reason(), t));
                proposals.add(proposal(
                        Action.CANCEL,
                        request.symbol(),
                        null,
                        request.strategy(),
                        ask,
                        order.remaining(),
                        "HELD",
                        order.id(),
                        List.of()));
            }
        }
        return proposals;
    }

    private String cause() {
        return voice.cause();
    }

    /// The items that rules speak of, as they would be after what was asked before.
    private Map<Where, Optional<Item>> items(Symbol symbol) {
        Map<Where, Optional<Item>> items = new EnumMap<>(shared);
        items.put(Where.ACCOUNT, Optional.of(AccountItem.of(books.account())));
        items.put(Where.POSITION, books.position(symbol).map(PositionItem::of));
        items.put(Where.SIDES, sides.getOrDefault(symbol, Optional.empty()));
        items.put(
                Where.TOTALS,
                shared.getOrDefault(Where.TOTALS, Optional.empty()).map(this::after));
        return items;
    }

    private Item after(Item totals) {
        Map<String, Object> attributes = new HashMap<>(totals.attributes());
        add(
                attributes,
                "slots",
                BigDecimal.valueOf(books.account().slots() - books.before().slots()));
        add(
                attributes,
                "exposure",
                books.account().exposure().minus(books.before().exposure()).amount());
        return new Item(totals.key(), totals.kind(), attributes);
    }

    private static void add(Map<String, Object> attributes, String name, BigDecimal more) {
        attributes.merge(name, more, (old, added) -> ((BigDecimal) old).add((BigDecimal) added));
    }

    private static Proposal proposal(
            Action action,
            Symbol symbol,
            @Nullable Long asked,
            String strategy,
            Ask ask,
            long shares,
            String bound,
            @Nullable OrderId order,
            List<Reason> denied) {
        return new Proposal(
                action, symbol, asked, strategy, ask.reason(), ask.confidence(), shares, bound, order, denied);
    }
}
