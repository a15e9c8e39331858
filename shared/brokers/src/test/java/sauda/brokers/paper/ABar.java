package sauda.brokers.paper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sauda.core.order.BarVenue.Execution;
import sauda.core.order.BarVenue.Moment;
import sauda.events.Bar;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// A bar of INFY and what it meets, as the tests tell it. The tick is 5 paise; orders are
/// asked for at the start of the bar unless they say otherwise.
final class ABar {

    static final Instant START = Instant.parse("2026-03-02T04:00:00Z");
    static final Instant BEFORE = START.minus(Duration.ofMinutes(5));
    static final Rupees TICK = Rupees.of("0.05");
    static final Symbol INFY = new Symbol("INFY");
    static final OrderId ENTRY = OrderId.of(START, "claude", "decision:claude:1", INFY, Side.BUY, 0);

    private final Bar bar;
    private final List<Order> orders = new ArrayList<>();
    private Position position;
    private boolean last;
    private boolean over;
    private boolean intraday = true;

    ABar(String open, String high, String low, String close, long volume) {
        this.bar = new Bar(START, Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), volume);
    }

    ABar meets(Order... more) {
        orders.addAll(List.of(more));
        return this;
    }

    ABar meets(Position held) {
        position = held;
        return this;
    }

    ABar last() {
        last = true;
        return this;
    }

    ABar over() {
        over = true;
        return this;
    }

    ABar delivery() {
        intraday = false;
        return this;
    }

    List<Execution> gives() {
        return new PaperVenue().onBar(new Moment(bar, BEFORE, TICK, last, over, intraday, orders, position));
    }

    static Order buy(long quantity, String limit, String stop, String target) {
        return entry(Side.BUY, quantity, limit, stop, target, START);
    }

    static Order sellShort(long quantity, String limit, String stop, String target) {
        return entry(Side.SELL, quantity, limit, stop, target, START);
    }

    static Order entry(Side side, long quantity, String limit, String stop, String target, Instant t) {
        return order(new OrderRequested(
                ENTRY,
                "claude",
                INFY,
                side,
                Purpose.ENTRY,
                quantity,
                Rupees.of(limit),
                Rupees.of(stop),
                Rupees.of(target),
                "rsi",
                "decision:claude:1",
                "",
                t,
                t.plusSeconds(285),
                "c0ffee"));
    }

    static Order exit(Side side, long quantity, String cause) {
        return exit(side, quantity, cause, START);
    }

    static Order exit(Side side, long quantity, String cause, Instant t) {
        return order(new OrderRequested(
                OrderId.of(t, "claude", cause, INFY, side, 0),
                "claude",
                INFY,
                side,
                Purpose.EXIT,
                quantity,
                null,
                null,
                null,
                "rsi",
                cause,
                "",
                t,
                t.plusSeconds(285),
                "c0ffee"));
    }

    private static Order order(OrderRequested request) {
        return new Order(
                request,
                OrderState.ACCEPTED,
                List.of(),
                List.of(),
                "P-1",
                0,
                Rupees.ZERO,
                0,
                request.t().plusSeconds(60),
                null);
    }

    /// The order with so many shares filled on an earlier bar.
    static Order after(Order order, long filled) {
        return new Order(
                order.request(),
                OrderState.PARTIALLY_FILLED,
                order.reasons(),
                List.of(new Fill("earlier", filled, Rupees.of(100), BEFORE, Fill.Kind.STOP)),
                order.venueId(),
                order.epoch(),
                order.reserved(),
                order.lookUps(),
                BEFORE,
                null);
    }

    static Position longOf(long open, long exitReserved, String stop, String target) {
        return position(Side.BUY, open, exitReserved, stop, target);
    }

    static Position shortOf(long open, long exitReserved, String stop, String target) {
        return position(Side.SELL, open, exitReserved, stop, target);
    }

    /// A position that so far is only a waiting entry.
    static Position waitingFor(Order entry) {
        OrderRequested asked = entry.request();
        return new Position(
                "claude",
                INFY,
                asked.side(),
                ENTRY,
                "rsi",
                asked.quantity(),
                0,
                0,
                Rupees.ZERO,
                asked.stop(),
                asked.target(),
                null,
                BEFORE);
    }

    private static Position position(Side side, long open, long exitReserved, String stop, String target) {
        return new Position(
                "claude",
                INFY,
                side,
                ENTRY,
                "rsi",
                0,
                open,
                exitReserved,
                Rupees.of(100).times(open),
                Rupees.of(stop),
                Rupees.of(target),
                null,
                BEFORE);
    }

    static Execution filled(Order order, long quantity, String price, Fill.Kind kind) {
        return new Execution.Filled(order.id(), quantity, Rupees.of(price), kind);
    }

    static Execution expired(Order order) {
        return new Execution.Expired(order.id());
    }

    static Execution left(long ordered, long filled, String price, Fill.Kind kind) {
        return new Execution.Left(ordered, filled, Rupees.of(price), kind);
    }
}
