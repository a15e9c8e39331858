package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sauda.events.Instrument;
import sauda.core.order.LiveBroker;
import sauda.core.order.Quote;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueBooks.Funds;
import sauda.core.order.VenueBooks.Held;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.Check;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// A live venue in memory: a book of rows that tests fill, end and tamper with. Positions are
/// what the rows' fills add up to, unless a test says otherwise. It writes down every call and
/// answers each as it is told to.
final class TestLiveBroker implements LiveBroker {

    /// How a write ends, and whether it was done all the same.
    enum Mood {
        ACKNOWLEDGES,
        REFUSES,
        SILENT_AND_DID_IT,
        SILENT_AND_LOST_IT
    }

    /// Every call in order, such as `place 2603021015-…`, `leaveEverything`, `books`.
    final List<String> calls = new ArrayList<>();

    final Map<String, VenueOrder> rows = new LinkedHashMap<>();
    final Map<Symbol, Quote> quotes = new LinkedHashMap<>();
    final List<Held> holdings = new ArrayList<>();
    final List<Check> checks = new ArrayList<>(List.of(Check.passed("IP", "registered")));
    final List<Instrument> instruments = new ArrayList<>();

    Mood placing = Mood.ACKNOWLEDGES;
    Mood cancelling = Mood.ACKNOWLEDGES;
    Mood changing = Mood.ACKNOWLEDGES;
    Mood leaving = Mood.ACKNOWLEDGES;
    Mood locking = Mood.ACKNOWLEDGES;
    Mood arming = Mood.ACKNOWLEDGES;
    Reason refusal = new Reason("NO_FUNDS", Map.of());

    /// Code with which every question fails, null while the venue answers.
    @Nullable
    String down;

    Check login = Check.passed("TOKEN", "valid until tomorrow");
    Funds funds = new Funds(Rupees.of(10_000_000), Rupees.ZERO);
    boolean intraday = true;
    boolean locked;
    UnaryOperator<List<Held>> positionsTold = positions -> positions;

    /// What it says it is armed with, whatever it was told; empty for the truth.
    Optional<Rupees> armedTold = Optional.empty();

    private Optional<Rupees> armed = Optional.empty();
    private final InstantSource clock;
    private int fills;

    TestLiveBroker(InstantSource clock) {
        this.clock = clock;
    }

    static String venueId(OrderId id) {
        return "V-" + id;
    }

    @Override
    public Answer place(Order order, Instant submitBy) {
        calls.add("place " + order.id());
        return answer(placing, venueId(order.id()), () -> {
            Rupees limit = order.sent() == null
                    ? order.request().limit()
                    : order.sent().limit();
            put(new VenueOrder(
                    venueId(order.id()),
                    order.id(),
                    order.request().symbol(),
                    order.request().side(),
                    order.request().quantity(),
                    0,
                    Status.RESTING,
                    List.of(),
                    Leg.NONE,
                    null,
                    limit,
                    order.request().isStop() ? order.request().stop() : null,
                    "",
                    clock.instant()));
        });
    }

    @Override
    public Answer cancel(Order order) {
        calls.add("cancel " + order.id());
        String venueId = order.venueId() == null ? venueId(order.id()) : order.venueId();
        return answer(cancelling, venueId, () -> {
            if (rows.containsKey(venueId) && !rows.get(venueId).status().isFinal()) {
                end(venueId, Status.CANCELLED);
            }
        });
    }

    @Override
    public Answer change(Order order, long quantity, Rupees limit) {
        calls.add("change " + order.id() + " " + quantity + " at " + limit);
        String venueId = order.venueId() == null ? venueId(order.id()) : order.venueId();
        return answer(changing, venueId, () -> change(venueId, row -> with(row, quantity, row.status(), limit)));
    }

    @Override
    public Optional<Found> find(OrderId id) {
        ask("find " + id);
        return rows.values().stream()
                .filter(row -> id.equals(row.id()) && !row.isLeg())
                .findFirst()
                .map(row -> new Found(row.venueId(), row.status() == Status.CANCELLED));
    }

    @Override
    public Map<Symbol, Quote> quotes(Collection<Symbol> symbols) {
        ask("quotes");
        Map<Symbol, Quote> told = new LinkedHashMap<>(quotes);
        told.keySet().retainAll(symbols);
        return told;
    }

    @Override
    public List<VenueOrder> orders() {
        ask("orders");
        return List.copyOf(rows.values());
    }

    @Override
    public VenueBooks books() {
        ask("books");
        return new VenueBooks(positionsTold.apply(positions()), holdings, funds);
    }

    @Override
    public Answer leaveEverything() {
        calls.add("leaveEverything");
        return answer(leaving, "all", () -> {
            List.copyOf(rows.values()).stream()
                    .filter(row -> !row.status().isFinal())
                    .forEach(row -> end(row.venueId(), Status.CANCELLED));
            positions().stream().filter(held -> held.net() != 0).forEach(held -> {
                String venueId = "LEFT-" + held.symbol() + "-" + rows.size();
                manual(venueId, held.symbol(), held.net() > 0 ? Side.SELL : Side.BUY, Math.abs(held.net()));
                fill(venueId, Math.abs(held.net()), Rupees.of(990));
            });
        });
    }

    @Override
    public Answer lock() {
        calls.add("lock");
        boolean open = positions().stream().anyMatch(held -> held.net() != 0)
                || rows.values().stream().anyMatch(row -> !row.status().isFinal());
        if (open) {
            return new Answer.Refused(new Reason("STILL_OPEN", Map.of()));
        }
        return answer(locking, "lock", () -> locked = true);
    }

    @Override
    public Answer armLossExit(Rupees loss) {
        calls.add("arm " + loss);
        return answer(arming, "armed", () -> armed = Optional.of(loss));
    }

    @Override
    public Optional<Rupees> armedLossExit() {
        ask("armed");
        return armedTold.isPresent() ? armedTold : armed;
    }

    @Override
    public Check login() {
        ask("login");
        return login;
    }

    @Override
    public List<Check> checks(LocalDate date, Rupees capital, boolean delivery) {
        ask("checks " + date + " " + capital + (delivery ? " with delivery" : ""));
        return List.copyOf(checks);
    }

    @Override
    public List<Instrument> instruments() {
        ask("instruments");
        return List.copyOf(instruments);
    }

    private void ask(String what) {
        calls.add(what);
        if (down != null) {
            throw new BrokerUnavailable(down, "the venue does not answer");
        }
    }

    private Answer answer(Mood mood, String venueId, Runnable done) {
        return switch (mood) {
            case ACKNOWLEDGES -> {
                done.run();
                yield new Answer.Acknowledged(venueId);
            }
            case REFUSES -> new Answer.Refused(refusal);
            case SILENT_AND_DID_IT -> {
                done.run();
                yield new Answer.Unknown("timed out");
            }
            case SILENT_AND_LOST_IT -> new Answer.Unknown("timed out");
        };
    }

    long called(String what) {
        return calls.stream().filter(call -> call.startsWith(what)).count();
    }

    void put(VenueOrder row) {
        rows.put(row.venueId(), row);
    }

    VenueOrder row(String venueId) {
        return Optional.ofNullable(rows.get(venueId)).orElseThrow();
    }

    void change(String venueId, UnaryOperator<VenueOrder> change) {
        put(change.apply(row(venueId)));
    }

    /// The owner places an order in the broker's own app.
    void manual(String venueId, Symbol symbol, Side side, long shares) {
        put(new VenueOrder(
                venueId,
                null,
                symbol,
                side,
                shares,
                0,
                Status.RESTING,
                List.of(),
                Leg.NONE,
                null,
                null,
                null,
                "",
                clock.instant()));
    }

    /// A stop or target of a super order rests beside its entry.
    String leg(OrderId entry, Leg leg, Symbol symbol, Side side, long shares, Rupees price) {
        String venueId = venueId(entry) + ":" + leg;
        put(new VenueOrder(
                venueId,
                entry,
                symbol,
                side,
                shares,
                0,
                Status.RESTING,
                List.of(),
                leg,
                venueId(entry),
                price,
                leg == Leg.STOP ? price : null,
                "",
                clock.instant()));
        return venueId;
    }

    void fill(OrderId id, long shares, Rupees price) {
        fill(venueId(id), shares, price);
    }

    void fill(String venueId, long shares, Rupees price) {
        fill(venueId, shares, price, clock.instant());
    }

    void fill(String venueId, long shares, Rupees price, Instant at) {
        VenueOrder row = row(venueId);
        List<VenueFill> more = new ArrayList<>(row.fills());
        more.add(new VenueFill("X" + ++fills, shares, price, at));
        long filled = row.filled() + shares;
        put(filled(row, filled, filled == row.quantity() ? Status.TRADED : row.status(), more));
    }

    /// The row says that shares are filled before the venue's trades tell of it.
    void fillWithoutTrade(String venueId, long shares) {
        VenueOrder row = row(venueId);
        put(filled(row, row.filled() + shares, row.status(), row.fills()));
    }

    void end(String venueId, Status status) {
        VenueOrder row = row(venueId);
        put(with(row, row.quantity(), status, row.limit()));
    }

    void end(OrderId id, Status status) {
        end(venueId(id), status);
    }

    void forget(String venueId) {
        rows.remove(venueId);
    }

    private static VenueOrder filled(VenueOrder row, long filled, Status status, List<VenueFill> fills) {
        return new VenueOrder(
                row.venueId(),
                row.id(),
                row.symbol(),
                row.side(),
                row.quantity(),
                filled,
                status,
                fills,
                row.leg(),
                row.parent(),
                row.limit(),
                row.trigger(),
                row.reason(),
                row.createdAt());
    }

    static VenueOrder with(VenueOrder row, long quantity, Status status, @Nullable Rupees limit) {
        return new VenueOrder(
                row.venueId(),
                row.id(),
                row.symbol(),
                row.side(),
                quantity,
                row.filled(),
                status,
                row.fills(),
                row.leg(),
                row.parent(),
                limit,
                row.trigger(),
                row.reason(),
                row.createdAt());
    }

    /// What the fills of all rows add up to.
    List<Held> positions() {
        TreeSet<Symbol> symbols = new TreeSet<>();
        rows.values().stream().filter(row -> row.traded() > 0).forEach(row -> symbols.add(row.symbol()));
        return symbols.stream().map(this::position).toList();
    }

    private Held position(Symbol symbol) {
        long bought = traded(symbol, Side.BUY);
        long sold = traded(symbol, Side.SELL);
        long net = bought - sold;
        long opening = net > 0 ? bought : sold;
        Rupees average = net == 0
                ? Rupees.ZERO
                : value(symbol, net > 0 ? Side.BUY : Side.SELL)
                        .dividedBy(opening)
                        .toPaisa();
        return new Held(symbol, net, bought, sold, intraday, average);
    }

    private long traded(Symbol symbol, Side side) {
        return rows.values().stream()
                .filter(row -> row.symbol().equals(symbol) && row.side() == side)
                .mapToLong(VenueOrder::traded)
                .sum();
    }

    private Rupees value(Symbol symbol, Side side) {
        return rows.values().stream()
                .filter(row -> row.symbol().equals(symbol) && row.side() == side)
                .flatMap(row -> row.fills().stream())
                .map(fill -> fill.price().times(fill.quantity()))
                .reduce(Rupees.ZERO, Rupees::plus);
    }
}
