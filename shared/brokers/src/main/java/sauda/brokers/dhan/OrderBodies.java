package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import sauda.core.config.Config.Product;
import sauda.core.config.Config.Stock;
import sauda.core.order.VenueOrder.Leg;
import sauda.events.OrderRequested;
import sauda.events.Rupees;

/// The bodies of what we ask for. Pure. No field stands in one that does not apply: Dhan
/// refuses `""`. No order is ever a market order: those become limit orders at a price
/// that is not ours, and a stop that is one may lose its trigger.
final class OrderBodies {

    private static final String LIMIT = "LIMIT";
    private static final String STOP_LIMIT = "STOP_LOSS";

    private OrderBodies() {}

    /// A limit order; of a stop one that waits for its trigger.
    static ObjectNode plain(String clientId, OrderRequested request, Stock stock, Product product, Rupees limit) {
        Rupees trigger = request.isStop() ? request.stop() : null;
        ObjectNode body = order(clientId, request, stock, product)
                .put("orderType", trigger == null ? LIMIT : STOP_LIMIT)
                .put("validity", "DAY")
                .put("price", limit.amount());
        return trigger == null ? body : body.put("triggerPrice", trigger.amount());
    }

    /// An entry that carries its stop and its target to the venue.
    static ObjectNode superOrder(String clientId, OrderRequested request, Stock stock, Product product, Rupees limit) {
        Rupees stop = request.stop();
        Rupees target = request.target();
        if (stop == null || target == null) {
            throw new IllegalArgumentException("a super order has a stop and a target: " + request.id());
        }
        return order(clientId, request, stock, product)
                .put("orderType", LIMIT)
                .put("price", limit.amount())
                .put("targetPrice", target.amount())
                .put("stopLossPrice", stop.amount())
                .put("trailingJump", 0);
    }

    private static ObjectNode order(String clientId, OrderRequested request, Stock stock, Product product) {
        return DhanJson.object()
                .put("dhanClientId", clientId)
                .put("correlationId", request.id().value())
                .put("transactionType", request.side().name())
                .put("exchangeSegment", stock.exchange())
                .put("productType", product == Product.INTRADAY ? "INTRADAY" : "CNC")
                .put("securityId", stock.securityId())
                .put("quantity", request.quantity());
    }

    /// Another price and quantity for an order that rests.
    ///
    /// @param fired     of a stop: its trigger was reached, and it is a limit order now
    static ObjectNode change(
            String clientId, VenueId id, OrderRequested request, long quantity, Rupees limit, boolean fired) {
        ObjectNode body = DhanJson.object().put("dhanClientId", clientId).put("orderId", id.orderId());
        return id.ofSuper()
                ? changeOfSuper(body.put("legName", id.legName()), id.leg(), request, quantity, limit)
                : changeOfPlain(body, request, quantity, limit, fired);
    }

    private static ObjectNode changeOfPlain(
            ObjectNode body, OrderRequested request, long quantity, Rupees limit, boolean fired) {
        Rupees trigger = request.isStop() && !fired ? request.stop() : null;
        body.put("orderType", trigger == null ? LIMIT : STOP_LIMIT)
                .put("validity", "DAY")
                .put("quantity", quantity)
                .put("price", limit.amount());
        return trigger == null ? body : body.put("triggerPrice", trigger.amount());
    }

    private static ObjectNode changeOfSuper(
            ObjectNode body, Leg leg, OrderRequested request, long quantity, Rupees limit) {
        return switch (leg) {
            case TARGET -> body.put("targetPrice", limit.amount());
            // Without the jump the venue would end a trail; 0 is none.
            case STOP -> body.put("stopLossPrice", limit.amount()).put("trailingJump", 0);
            case NONE -> {
                Rupees stop = request.stop();
                Rupees target = request.target();
                if (stop == null || target == null) {
                    throw new IllegalArgumentException("a super order has a stop and a target: " + request.id());
                }
                yield body.put("orderType", LIMIT)
                        .put("quantity", quantity)
                        .put("price", limit.amount())
                        .put("targetPrice", target.amount())
                        .put("stopLossPrice", stop.amount())
                        .put("trailingJump", 0);
            }
        };
    }

    /// The venue's own exit of everything at a loss of the day, in both products. The
    /// documentation never leaves the profit out: it gets one that no day reaches.
    static ObjectNode lossExit(String clientId, Rupees loss, Rupees profit) {
        ObjectNode body = DhanJson.object()
                .put("dhanClientId", clientId)
                .put("profitValue", profit.toPaisa().toString())
                .put("lossValue", loss.toPaisa().toString())
                .put("enableKillSwitch", true);
        body.putArray("productType").add("INTRADAY").add("DELIVERY");
        return body;
    }
}
