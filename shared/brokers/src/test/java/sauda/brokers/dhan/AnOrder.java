package sauda.brokers.dhan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Sent;
import sauda.events.Side;
import sauda.events.Symbol;

/// Orders of the account `claude` in INFY, as they stand in the ledger when they are
/// sent.
final class AnOrder {

    static final Instant T = Instant.parse("2026-03-02T04:00:00Z");
    static final Symbol INFY = new Symbol("INFY");

    private AnOrder() {}

    /// Buys 10 at 1,500.50 with a stop at 1,485 and a target at 1,545; waits below the
    /// market.
    static Order entry() {
        return entry("1500.50");
    }

    static Order entry(String limit) {
        return order(Purpose.ENTRY, Side.BUY, "decision", "1500.50", "1485", "1640", limit);
    }

    static Order exit(String limit) {
        return order(Purpose.EXIT, Side.SELL, "square-off", null, null, null, limit);
    }

    static Order stop(String trigger, String limit) {
        return order(Purpose.PROTECTION, Side.SELL, "stop", null, trigger, null, limit);
    }

    static Order target(String limit) {
        return order(Purpose.PROTECTION, Side.SELL, "target", null, null, limit, limit);
    }

    static Order order(
            Purpose purpose,
            Side side,
            String cause,
            @Nullable String limit,
            @Nullable String stop,
            @Nullable String target,
            @Nullable String sent) {
        OrderRequested request = new OrderRequested(
                OrderId.of(T, "claude", cause, INFY, side, 0),
                "claude",
                INFY,
                side,
                purpose,
                10,
                rupees(limit),
                rupees(stop),
                rupees(target),
                "rsi",
                cause,
                "because",
                T,
                T.plusSeconds(285),
                "c0ffee");
        Order order = Order.of(request, OrderState.SUBMITTING, 1, Rupees.ZERO, T);
        return sent == null ? order : order.priced(Sent.first(Rupees.of(sent), null, null, T));
    }

    static Order at(Order order, String venueId) {
        return order.into(OrderState.ACCEPTED, List.of(), venueId, T);
    }

    private static @Nullable Rupees rupees(@Nullable String amount) {
        return amount == null ? null : Rupees.of(amount);
    }
}
