package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Orders, trades, positions and holdings as the wire writes them, its misspellings and
/// its ways to say nothing included.
final class Answers {

    private static final String SEGMENT = "NSE_EQ";

    private final Venue venue;

    Answers(Venue venue) {
        this.venue = venue;
    }

    static ObjectNode taken(VenueOrder order) {
        return state(order, OrderStatus.TRANSIT);
    }

    static ObjectNode state(VenueOrder order, OrderStatus status) {
        return Json.object().put("orderId", order.id()).put("orderStatus", status.name());
    }

    ObjectNode order(Client client, VenueOrder order) {
        ObjectNode row = Json.object()
                .put("dhanClientId", client.id())
                .put("orderId", order.id())
                .put("exchangeOrderId", Ids.exchange(order))
                .put("correlationId", order.correlationId())
                .put("orderStatus", order.status().name());
        instrument(row, order);
        row.put("orderType", order.type().name())
                .put("validity", order.immediate() ? "IOC" : "DAY")
                .put("tradingSymbol", order.symbol().code())
                .put("securityId", venue.securityId(order.symbol()))
                .put("quantity", order.quantity())
                .put("disclosedQuantity", 0)
                .put("price", Json.number(order.price()))
                .put("triggerPrice", Json.number(order.trigger()))
                .put("afterMarketOrder", order.afterMarket())
                .put("boProfitValue", 0.0)
                .put("boStopLossValue", 0.0)
                .put("legName", order.leg().name());
        times(row, order.createdAt(), order.updatedAt(), order.exchangeAt());
        noDerivative(row);
        return row.put("omsErrorCode", order.errorCode())
                .put("omsErrorDescription", order.error())
                .put("algoId", "0")
                .put("remainingQuantity", order.remaining())
                .put("averageTradedPrice", Json.number(order.average().toPaisa()))
                .put("filledQty", order.filled());
    }

    ObjectNode superOrder(Client client, SuperOrder order, Instant now) {
        ObjectNode row = order(client, order.entry())
                .put("orderStatus", order.status().name())
                .put("ltp", Json.number(venue.tape().last(order.entry().symbol(), now)));
        ArrayNode legs = row.putArray("legDetails");
        for (VenueOrder leg : List.of(order.target(), order.stop())) {
            boolean stop = leg.leg() == Leg.STOP_LOSS_LEG;
            legs.addObject()
                    .put("orderId", leg.id())
                    .put("legName", leg.leg().name())
                    .put("transactionType", leg.side().name())
                    .put("totalQuatity", leg.quantity())
                    .put("remainingQuantity", leg.remaining())
                    .put("triggeredQuantity", leg.filled())
                    .put("price", Json.number(stop ? leg.trigger() : leg.price()))
                    .put("orderStatus", order.statusOf(leg).name())
                    .put("trailingJump", stop ? Json.number(order.trailingJump()) : 0.0);
        }
        return row;
    }

    ObjectNode trade(Client client, VenueTrade trade) {
        ObjectNode row = tradeBase(client, trade);
        times(row, trade.order().createdAt(), trade.at(), trade.at());
        return row;
    }

    /// A row of the history: it has the charges and forgot the times.
    ObjectNode pastTrade(Client client, VenueTrade trade) {
        Night.Lines lines = venue.night().lines(trade, IndianTime.date(trade.at()));
        return tradeBase(client, trade)
                .put("isin", Instruments.isin(trade.order().symbol()))
                .put("instrument", "EQUITY")
                .put("sebiTax", fine(lines.sebi()))
                .put("stt", fine(lines.stt()))
                .put("brokerageCharges", fine(lines.brokerage()))
                .put("serviceTax", fine(lines.gst()))
                .put("exchangeTransactionCharges", fine(lines.exchange()))
                .put("stampDuty", fine(lines.stamp()))
                .put("createTime", "NA")
                .put("updateTime", "NA")
                .put("exchangeTime", IndianTime.seconds(trade.at()));
    }

    private static double fine(Rupees amount) {
        return amount.amount().setScale(4, RoundingMode.HALF_UP).doubleValue();
    }

    private ObjectNode tradeBase(Client client, VenueTrade trade) {
        VenueOrder order = trade.order();
        ObjectNode row = Json.object()
                .put("dhanClientId", client.id())
                .put("orderId", order.id())
                .put("exchangeOrderId", Ids.exchange(order))
                .put("exchangeTradeId", trade.id());
        instrument(row, order);
        row.put("orderType", order.type().name())
                .put("tradingSymbol", order.symbol().code())
                .put("customSymbol", order.symbol().code())
                .put("securityId", venue.securityId(order.symbol()))
                .put("tradedQuantity", trade.quantity())
                .put("tradedPrice", Json.number(trade.price()));
        noDerivative(row);
        return row;
    }

    private static void instrument(ObjectNode row, VenueOrder order) {
        row.put("transactionType", order.side().name())
                .put("exchangeSegment", SEGMENT)
                .put("productType", order.product().name());
    }

    private static void times(ObjectNode row, Instant created, Instant updated, @Nullable Instant exchange) {
        row.put("createTime", IndianTime.seconds(created))
                .put("updateTime", IndianTime.seconds(updated))
                .put("exchangeTime", IndianTime.seconds(exchange));
    }

    private static void noDerivative(ObjectNode row) {
        row.put("drvExpiryDate", IndianTime.NO_DATE).put("drvOptionType", "NA").put("drvStrikePrice", 0.0);
    }

    ObjectNode position(Client client, Portfolio.Position position, Instant now) {
        Rupees last = venue.tape().last(position.symbol(), now);
        String type = position.net() == 0 ? "CLOSED" : position.net() > 0 ? "LONG" : "SHORT";
        return Json.object()
                .put("dhanClientId", client.id())
                .put("tradingSymbol", position.symbol().code())
                .put("securityId", venue.securityId(position.symbol()))
                .put("positionType", type)
                .put("exchangeSegment", SEGMENT)
                .put("productType", position.product().name())
                .put("buyAvg", Json.number(position.buyAverage().toPaisa()))
                .put("costPrice", Json.number(position.average().toPaisa()))
                .put("buyQty", position.bought())
                .put("sellAvg", Json.number(position.sellAverage().toPaisa()))
                .put("sellQty", position.sold())
                .put("netQty", position.net())
                .put("realizedProfit", Json.number(position.realised().toPaisa()))
                .put("unrealizedProfit", Json.number(position.unrealised(last).toPaisa()))
                .put("rbiReferenceRate", 1.0)
                .put("multiplier", 1)
                .put("carryForwardBuyQty", 0)
                .put("carryForwardSellQty", 0)
                .put("carryForwardBuyValue", 0.0)
                .put("carryForwardSellValue", 0.0)
                .put("dayBuyQty", position.bought())
                .put("daySellQty", position.sold())
                .put("dayBuyValue", Json.number(position.buyValue()))
                .put("daySellValue", Json.number(position.sellValue()))
                .put("drvExpiryDate", IndianTime.NO_DATE)
                .putNull("drvOptionType")
                .put("drvStrikePrice", 0.0)
                .put("crossCurrency", false);
    }

    ObjectNode holding(Symbol symbol, Portfolio.Holding held, long available, Instant now) {
        return Json.object()
                .put("exchange", "ALL")
                .put("tradingSymbol", symbol.code())
                .put("securityId", venue.securityId(symbol))
                .put("isin", Instruments.isin(symbol))
                .put("totalQty", held.shares())
                .put("dpQty", held.settled())
                .put("t1Qty", held.shares() - held.settled())
                .put("mtf_tq_qty", 0)
                .put("mtf_qty", 0)
                .put("availableQty", available)
                .put("collateralQty", 0)
                .put("avgCostPrice", Json.number(held.average().toPaisa()))
                .put("lastTradedPrice", Json.number(venue.tape().last(symbol, now)));
    }
}
