package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.events.Rupees;
import sauda.events.Side;

/// A super order as `GET /super/orders` tells it: its entry and the legs that protect it.
record SuperRow(OrderRow entry, List<LegRow> legs) {

    SuperRow {
        legs = List.copyOf(legs);
    }

    /// @param orderId   the leg's own, or its super order's: the wire may give either
    /// @param triggered shares for which it fired
    record LegRow(
            String orderId,
            Leg leg,
            Side side,
            long quantity,
            long triggered,
            Status status,
            @Nullable Rupees price) {}

    static List<SuperRow> list(JsonNode answer) {
        return Row.list("superOrders", answer).stream().map(SuperRow::of).toList();
    }

    private static SuperRow of(Row row) {
        OrderRow entry = OrderRow.of(row);
        List<LegRow> legs =
                row.part("legDetails").map(details -> Row.list(row.what() + ".legDetails", details)).stream()
                        .flatMap(List::stream)
                        .filter(leg -> VenueId.legOf(leg.word("legName").orElse(null)) != Leg.NONE)
                        .map(leg -> legOf(leg, entry))
                        .toList();
        return new SuperRow(entry, legs);
    }

    private static LegRow legOf(Row row, OrderRow entry) {
        long remaining = row.wholeIf("remainingQuantity").orElse(0);
        long triggered = row.wholeIf("triggeredQuantity").orElse(0);
        long total = row.wholeIf("totalQuatity", "totalQuantity").orElse(0);
        return new LegRow(
                row.word("orderId").orElse(entry.orderId()),
                VenueId.legOf(row.text("legName")),
                row.word("transactionType").isPresent()
                        ? OrderRow.side(row)
                        : entry.side().opposite(),
                total > 0 ? total : remaining + triggered > 0 ? remaining + triggered : entry.quantity(),
                triggered,
                OrderRow.status(row.text("orderStatus")),
                row.price("price").orElse(null));
    }
}
