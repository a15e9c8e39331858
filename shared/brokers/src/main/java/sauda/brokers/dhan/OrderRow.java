package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.events.Rupees;
import sauda.events.Side;

/// An order as `GET /orders` and its kin tell it.
///
/// @param correlationId the sender's id, null when it gave none
/// @param filled        shares that are filled
/// @param type          such as `LIMIT`
/// @param reason        why it ended, fit to be shown; empty while it has not
/// @param createdAt     the epoch when the venue does not tell
record OrderRow(
        String orderId,
        @Nullable String correlationId,
        String segment,
        String securityId,
        String tradingSymbol,
        Side side,
        long quantity,
        long filled,
        Status status,
        Leg leg,
        String type,
        @Nullable Rupees limit,
        @Nullable Rupees trigger,
        String reason,
        Instant createdAt) {

    static List<OrderRow> list(JsonNode answer) {
        return Row.list("orders", answer).stream().map(OrderRow::of).toList();
    }

    static OrderRow of(Row row) {
        Status status = status(row.text("orderStatus"));
        long quantity = row.whole("quantity");
        return new OrderRow(
                row.text("orderId"),
                row.word("correlationId").orElse(null),
                row.text("exchangeSegment"),
                row.text("securityId"),
                row.word("tradingSymbol").orElse(""),
                side(row),
                quantity,
                filled(row, quantity, status),
                status,
                VenueId.legOf(row.word("legName").orElse(null)),
                row.word("orderType").orElse(""),
                row.price("price").orElse(null),
                row.price("triggerPrice").orElse(null),
                reason(row, status),
                row.time("createTime")
                        .or(() -> row.time("updateTime", "exchangeTime"))
                        .orElse(Instant.EPOCH));
    }

    static Side side(Row row) {
        return switch (row.text("transactionType")) {
            case "BUY", "B" -> Side.BUY;
            case "SELL", "S" -> Side.SELL;
            default -> throw Row.notUnderstood(row.what() + ".transactionType is neither BUY nor SELL");
        };
    }

    /// What is filled, or else follows from what remains, or else from the end.
    private static long filled(Row row, long quantity, Status status) {
        OptionalLong filled = row.wholeIf("filledQty", "filled_qty", "filledQuantity");
        if (filled.isPresent()) {
            return filled.getAsLong();
        }
        if (status == Status.TRADED) {
            return quantity;
        }
        OptionalLong remaining = row.wholeIf("remainingQuantity");
        return status == Status.RESTING && remaining.isPresent() ? quantity - remaining.getAsLong() : 0;
    }

    /// Words of an order that did not end well; a healthy one says `CONFIRMED`. The
    /// known cause stands before them.
    private static String reason(Row row, Status status) {
        if (status != Status.REJECTED && status != Status.CANCELLED && status != Status.EXPIRED) {
            return "";
        }
        String text = row.word("omsErrorDescription")
                .map(Masks::clean)
                .filter(words -> !words.equalsIgnoreCase("CONFIRMED"))
                .orElse("");
        return Masks.clean(Fault.known(text).map(code -> code + ": " + text).orElse(text));
    }

    static Status status(String word) {
        return switch (word) {
            case "TRANSIT" -> Status.IN_TRANSIT;
            case "PENDING", "PART_TRADED", "CONFIRM" -> Status.RESTING;
            case "TRIGGERED" -> Status.TRIGGERED;
            case "TRADED", "CLOSED" -> Status.TRADED;
            case "REJECTED" -> Status.REJECTED;
            case "CANCELLED" -> Status.CANCELLED;
            case "EXPIRED" -> Status.EXPIRED;
            default -> Status.STRANGE;
        };
    }

    boolean isFrom(String sender) {
        return sender.equals(correlationId);
    }
}
