package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the order socket tells of one client's orders, in the spelling of production:
/// camel case, and a status that begins with a capital. `dhan-v2.md` §11.
final class OrderAlerts {

    private final Venue venue;
    private final Client client;
    private final Map<String, String> told = new HashMap<>();

    OrderAlerts(Venue venue, Client client) {
        this.venue = venue;
        this.client = client;
        news();
    }

    /// One message for each order that changed since the last call.
    List<String> news() {
        List<String> messages = new ArrayList<>();
        for (VenueOrder order : client.book().all()) {
            String state = order.status() + " " + order.filled() + " " + order.quantity() + " " + order.price();
            boolean shown = !order.isExitLeg() || order.quantity() > 0;
            if (shown && !state.equals(told.put(order.id(), state))) {
                messages.add(message(order));
            }
        }
        return messages;
    }

    private String message(VenueOrder order) {
        ObjectNode message = Json.object();
        ObjectNode data = message.putObject("Data");
        data.put("exchange", "NSE")
                .put("segment", "E")
                .put("source", order.source() == VenueOrder.Source.API ? "P" : "N")
                .put("securityId", venue.securityId(order.symbol()))
                .put("clientId", client.id())
                .put("exchOrderNo", Ids.exchange(order))
                .put("orderNo", order.id())
                .put("product", order.product() == ProductType.INTRADAY ? "I" : "C")
                .put("txnType", order.side().name().substring(0, 1))
                .put("orderType", order.type().isStop() ? "SL" : "LMT")
                .put("validity", order.immediate() ? "IOC" : "DAY")
                .put("remainingQuantity", order.remaining())
                .put("quantity", order.quantity())
                .put("tradedQty", order.filled())
                .put("price", Json.number(order.price()))
                .put("triggerPrice", Json.number(order.trigger()))
                .put("tradedPrice", Json.number(order.average().toPaisa()))
                .put("avgTradedPrice", Json.number(order.average().toPaisa()));
        SuperOrder parent = order.parent();
        data.put("algoOrdNo", parent == null ? "" : parent.entry().id())
                .put("offMktFlag", order.afterMarket() ? "1" : "0")
                .put("orderDateTime", IndianTime.seconds(order.createdAt()))
                .put("exchOrderTime", IndianTime.seconds(order.exchangeAt()))
                .put("lastUpdatedTime", IndianTime.seconds(order.updatedAt()))
                .put("remarks", parent == null ? "" : "Super Order")
                .put("mktType", "NL")
                .put("reasonDescription", order.error())
                .put("legNo", legNumber(order.leg()))
                .put("instrument", "EQUITY")
                .put("symbol", order.symbol().code())
                .put("status", titled(order.status()))
                .put("correlationId", order.correlationId());
        return message.put("Type", "order_alert").toString();
    }

    private static int legNumber(Leg leg) {
        return switch (leg) {
            case NA, ENTRY_LEG -> 1;
            case STOP_LOSS_LEG -> 2;
            case TARGET_LEG -> 3;
        };
    }

    private static String titled(OrderStatus status) {
        String name = status.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
