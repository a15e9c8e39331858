package sauda.fakedhan;

import java.time.Instant;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// An order as the venue knows it, for whoever checks what a client did.
///
/// @param correlationId what the client called it; a leg bears the name of its super order
/// @param price         its limit
/// @param trigger       zero when it is no stop
/// @param value         of what was filled
/// @param error         `CONFIRMED`, or why it ended
public record PlacedOrder(
        String orderId,
        String correlationId,
        Symbol symbol,
        Side side,
        ProductType product,
        Leg leg,
        OrderStatus status,
        long quantity,
        long filled,
        Rupees price,
        Rupees trigger,
        Rupees value,
        String error,
        int modifications,
        Instant createdAt) {

    static PlacedOrder of(VenueOrder order) {
        return new PlacedOrder(
                order.id(),
                order.correlationId(),
                order.symbol(),
                order.side(),
                order.product(),
                order.leg(),
                order.status(),
                order.quantity(),
                order.filled(),
                order.price(),
                order.trigger(),
                order.value(),
                order.error(),
                order.modifications(),
                order.createdAt());
    }

    public long remaining() {
        return quantity - filled;
    }
}
