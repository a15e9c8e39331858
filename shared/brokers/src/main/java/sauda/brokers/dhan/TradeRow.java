package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.Side;

/// A fill as `GET /trades` tells it.
record TradeRow(String orderId, Side side, VenueFill fill) {

    static List<TradeRow> list(JsonNode answer) {
        return Row.list("trades", answer).stream().map(TradeRow::of).distinct().toList();
    }

    private static TradeRow of(Row row) {
        return new TradeRow(
                row.text("orderId"),
                OrderRow.side(row),
                new VenueFill(
                        row.text("exchangeTradeId"),
                        row.whole("tradedQuantity"),
                        row.rupees("tradedPrice"),
                        row.time("exchangeTime")
                                .or(() -> row.time("createTime", "updateTime"))
                                .orElse(Instant.EPOCH)));
    }
}
