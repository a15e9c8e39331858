package sauda.local.storm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.core.order.VenueBooks.Held;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// What really happens to the orders of one broker client: they travel, rest, are triggered and
/// matched at the market's prices, and are cancelled. The truth that ledger and book are held
/// against.
final class Exchange {

    private static final long SHOWN_WITHIN = 90_000;
    private static final long TRAVELS_FOR = 1_500;
    private static final long CANCELS_WITHIN = 20_000;

    private final String client;
    private final Weather weather;
    private final StormClock clock;
    private final Market market;
    private final Journal journal;
    private final Inspector inspector;
    private final boolean makesLegs;

    private final List<Slip> all = new ArrayList<>();
    private final List<Slip> working = new ArrayList<>();
    private final Map<String, Slip> byVenueId = new HashMap<>();
    private final Map<OrderId, Slip> byId = new HashMap<>();
    private final Map<Slip, List<Slip>> legs = new HashMap<>();
    private final Map<Symbol, Traded> traded = new TreeMap<>();
    private int deals;
    private boolean locked;

    /// @param value paise paid for all that was bought, less what all that was sold brought
    private record Traded(long bought, long sold, long value) {}

    Exchange(
            String client,
            Weather weather,
            StormClock clock,
            Market market,
            Journal journal,
            Inspector inspector,
            boolean makesLegs) {
        this.client = client;
        this.weather = weather;
        this.clock = clock;
        this.market = market;
        this.journal = journal;
        this.inspector = inspector;
        this.makesLegs = makesLegs;
    }

    List<Slip> all() {
        return all;
    }

    List<Slip> working() {
        return working;
    }

    Optional<Slip> find(OrderId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Slip> find(Order order) {
        return order.venueId() == null ? find(order.id()) : Optional.ofNullable(byVenueId.get(order.venueId()));
    }

    Slip accept(Order order) {
        OrderRequested request = order.request();
        Rupees stop = request.isStop() ? request.stop() : null;
        Rupees limit = order.sent() == null ? request.limit() : order.sent().limit();
        if (limit == null) {
            throw new IllegalStateException("no limit on an order that is sent: " + order.id());
        }
        Slip slip = add(new Slip(
                client + "-" + (all.size() + 1),
                order.id(),
                request.account(),
                request.symbol(),
                request.side(),
                request.purpose(),
                request.quantity(),
                Slip.paise(limit),
                stop == null ? 0 : Slip.paise(stop),
                Leg.NONE,
                null,
                clock.now()));
        slip.doomed = weather.strikes(Fault.REJECTED_LATER);
        slip.arrivesAt = clock.now() + weather.between(0, TRAVELS_FOR);
        slip.visibleAt = clock.now() + (weather.strikes(Fault.LATE_IN_BOOK) ? weather.between(1, SHOWN_WITHIN) : 0);
        if (makesLegs && request.isEntry()) {
            leg(slip, Leg.STOP, request.stop());
            leg(slip, Leg.TARGET, request.target());
        }
        journal.note(slip::subject, () -> "venue took " + described(slip));
        inspector.placed(order, byId.put(order.id(), slip) != null);
        return slip;
    }

    private void leg(Slip entry, Leg leg, @Nullable Rupees price) {
        long paise = Slip.paise(java.util.Objects.requireNonNull(price));
        long through = paise - entry.side.sign() * paise / 50;
        Slip slip = add(new Slip(
                entry.venueId + "-" + leg,
                null,
                entry.account,
                entry.symbol,
                entry.side.opposite(),
                Purpose.PROTECTION,
                entry.quantity,
                leg == Leg.STOP ? through - through % 5 : paise,
                leg == Leg.STOP ? paise : 0,
                leg,
                entry,
                clock.now()));
        slip.visibleAt = entry.visibleAt;
        legs.computeIfAbsent(entry, _ -> new ArrayList<>()).add(slip);
    }

    private Slip add(Slip slip) {
        all.add(slip);
        working.add(slip);
        byVenueId.put(slip.venueId, slip);
        return slip;
    }

    /// An order that the owner makes by hand: none of ours.
    void ownersOrder(Symbol symbol) {
        add(new Slip(
                client + "-own-" + all.size(),
                null,
                "",
                symbol,
                Side.BUY,
                Purpose.ENTRY,
                1 + weather.below(9),
                market.price(symbol),
                0,
                Leg.NONE,
                null,
                clock.now()));
    }

    /// Net positions of the client, all its accounts and its owner together.
    List<Held> positions() {
        return traded.entrySet().stream()
                .map(entry -> held(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Held held(Symbol symbol, Traded all) {
        long net = all.bought() - all.sold();
        return new Held(
                symbol,
                net,
                all.bought(),
                all.sold(),
                true,
                net == 0 ? Rupees.ZERO : Slip.rupees(Math.abs(all.value() / net)));
    }

    /// Locks trading, unless something is open.
    boolean lock() {
        locked = working.isEmpty() && positions().stream().allMatch(held -> held.net() == 0);
        return locked;
    }

    void unlock() {
        locked = false;
    }

    boolean isLocked() {
        return locked;
    }

    /// Whether its owner traded by hand.
    boolean hasOwnersTrades() {
        return all.stream().anyMatch(slip -> slip.account.isEmpty());
    }

    /// Asks for a cancel.
    ///
    /// @return whether the exchange takes the request
    boolean cancel(Slip slip) {
        if (slip.status.isFinal() || slip.status == Status.IN_TRANSIT && weather.strikes(Fault.CANCEL_REFUSED)) {
            return false;
        }
        long delay =
                weather.strikes(Fault.CANCEL_LATE) ? weather.between(500, CANCELS_WITHIN) : weather.between(0, 300);
        slip.cancelAt = Math.min(slip.cancelAt, clock.now() + delay);
        journal.note(slip::subject, () -> "venue will cancel " + slip.venueId + " in " + delay + " ms");
        return true;
    }

    boolean change(Slip slip, long quantity, long limit) {
        if (slip.status.isFinal() || quantity != slip.quantity) {
            return false;
        }
        slip.limit = limit;
        slip.changed(clock.now());
        return true;
    }

    /// What happens at the present prices.
    void move() {
        for (Slip slip : List.copyOf(working)) {
            move(slip);
        }
        working.removeIf(slip -> slip.status.isFinal());
    }

    private void move(Slip slip) {
        long now = clock.now();
        if (slip.status.isFinal() || slip.arrivesAt > now) {
            return;
        }
        if (slip.status == Status.IN_TRANSIT) {
            arrive(slip, now);
        }
        boolean cancels = slip.cancelAt <= now;
        if (cancels && weather.oneIn(2)) {
            end(slip, Status.CANCELLED, "", now);
        }
        if (!slip.status.isFinal()) {
            match(slip, now);
        }
        if (cancels && !slip.status.isFinal()) {
            end(slip, Status.CANCELLED, "", now);
        }
    }

    private void arrive(Slip slip, long now) {
        if (slip.doomed) {
            end(slip, Status.REJECTED, "RMS:margin", now);
        } else if (slip.parent == null || slip.parent.filled > 0) {
            slip.become(Status.RESTING, "", now);
        } else if (slip.parent.status.isFinal()) {
            end(slip, Status.CANCELLED, "", now);
        }
    }

    private void match(Slip slip, long now) {
        long price = market.price(slip.symbol);
        int sign = slip.side.sign();
        if (slip.trigger != 0 && slip.status == Status.RESTING) {
            if (sign * (price - slip.trigger) < 0) {
                return;
            }
            slip.become(Status.TRIGGERED, "", now);
            journal.note(slip::subject, () -> "venue triggered " + slip.venueId + " at " + Slip.rupees(price));
        }
        boolean rests = slip.status == Status.RESTING || slip.status == Status.TRIGGERED;
        long shares = free(slip);
        if (!rests || shares < 1 || sign * (slip.limit - price) < 0 || !weather.isCalm() && weather.oneIn(3)) {
            return;
        }
        deal(slip, weather.strikes(Fault.PARTIAL_FILL) ? weather.between(1, shares) : shares, price, now);
    }

    /// A leg leaves what its entry has got and no other leg has left.
    private long free(Slip slip) {
        if (slip.parent == null) {
            return slip.remaining();
        }
        return slip.parent.filled
                - legsOf(slip.parent).stream().mapToLong(leg -> leg.filled).sum();
    }

    private void deal(Slip slip, long shares, long price, long now) {
        long late = weather.strikes(Fault.LATE_FILL) ? weather.between(1, SHOWN_WITHIN) : 0;
        VenueFill fill = new VenueFill(client + "-t" + ++deals, shares, Slip.rupees(price), Instant.ofEpochMilli(now));
        slip.deal(fill, now + late);
        boolean buys = slip.side == Side.BUY;
        traded.merge(
                slip.symbol,
                new Traded(buys ? shares : 0, buys ? 0 : shares, slip.side.sign() * shares * price),
                (one, other) -> new Traded(
                        one.bought() + other.bought(), one.sold() + other.sold(), one.value() + other.value()));
        slip.changed(now);
        journal.note(
                slip::subject,
                () -> "venue filled " + shares + " of " + slip.venueId + " at " + fill.price() + ", shown " + late
                        + " ms later");
        inspector.filled(slip, shares, price);
        if (slip.remaining() == 0) {
            end(slip, Status.TRADED, "", now);
        }
        endLegs(slip.parent == null ? slip : slip.parent, now);
    }

    private void end(Slip slip, Status end, String why, long now) {
        slip.become(end, why, now);
        journal.note(slip::subject, () -> "venue has " + slip.venueId + " " + end + " with " + slip.filled);
        // Some brokers end the legs with what is left of their entry, filled shares or not.
        if (end == Status.CANCELLED && !legsOf(slip).isEmpty() && weather.oneIn(3)) {
            legsOf(slip).stream()
                    .filter(leg -> !leg.status.isFinal())
                    .forEach(leg -> end(leg, Status.CANCELLED, "", now));
        }
        endLegs(slip, now);
    }

    private void endLegs(Slip entry, long now) {
        List<Slip> mine = legsOf(entry);
        long left = mine.stream().mapToLong(leg -> leg.filled).sum();
        if (entry.status.isFinal() && left == entry.filled) {
            mine.stream()
                    .filter(leg -> !leg.status.isFinal())
                    .forEach(leg -> end(leg, leg.filled > 0 ? Status.TRADED : Status.CANCELLED, "", now));
        }
    }

    private List<Slip> legsOf(Slip entry) {
        return legs.getOrDefault(entry, List.of());
    }

    private static String described(Slip slip) {
        return slip.venueId + ": " + slip.purpose + " " + slip.side + " " + slip.quantity + " at "
                + Slip.rupees(slip.limit) + (slip.trigger == 0 ? "" : " from " + Slip.rupees(slip.trigger)) + ", "
                + slip.id;
    }
}
