package sauda.fakedhan;

import java.time.Instant;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// What the exchange executed of an order, for whoever checks.
public record DoneTrade(
        String tradeId,
        String orderId,
        String correlationId,
        Symbol symbol,
        Side side,
        ProductType product,
        Leg leg,
        long quantity,
        Rupees price,
        Instant at) {

    static DoneTrade of(VenueTrade trade) {
        VenueOrder order = trade.order();
        return new DoneTrade(
                trade.id(),
                order.id(),
                order.correlationId(),
                order.symbol(),
                order.side(),
                order.product(),
                order.leg(),
                trade.quantity(),
                trade.price(),
                trade.at());
    }
}
