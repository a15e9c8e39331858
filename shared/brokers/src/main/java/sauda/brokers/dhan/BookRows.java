package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import sauda.core.order.VenueBooks.Funds;
import sauda.core.order.VenueBooks.Held;
import sauda.events.Rupees;

/// Positions, holdings and funds as Dhan tells them. Pure.
final class BookRows {

    private static final Set<String> ENDS_TODAY = Set.of("INTRADAY", "CO", "BO");

    private BookRows() {}

    static List<Held> positions(JsonNode answer, Stocks stocks) {
        return Row.list("positions", answer).stream()
                .map(row -> position(row, stocks))
                .toList();
    }

    private static Held position(Row row, Stocks stocks) {
        long net = row.whole("netQty");
        return new Held(
                stocks.symbol(
                        row.text("exchangeSegment"),
                        row.text("securityId"),
                        row.word("tradingSymbol").orElse("")),
                net,
                row.wholeIf("dayBuyQty").orElseGet(() -> row.whole("buyQty")),
                row.wholeIf("daySellQty").orElseGet(() -> row.whole("sellQty")),
                ENDS_TODAY.contains(row.text("productType")),
                net == 0 ? Rupees.ZERO : open(row, net));
    }

    /// The cost price; while the venue has none, the average of the side that is open.
    private static Rupees open(Row row, long net) {
        Rupees cost = row.average("costPrice");
        return cost.isPositive() ? cost : row.average(net > 0 ? "buyAvg" : "sellAvg");
    }

    static List<Held> holdings(JsonNode answer, Stocks stocks) {
        return Row.list("holdings", answer).stream()
                .map(row -> new Held(
                        stocks.held(
                                row.text("securityId"),
                                row.word("tradingSymbol").orElse("")),
                        row.whole("totalQty"),
                        0,
                        0,
                        false,
                        row.average("avgCostPrice")))
                .toList();
    }

    static Funds funds(JsonNode answer) {
        Row row = Row.of("funds", answer);
        return new Funds(row.rupees("availabelBalance", "availableBalance"), row.rupees("utilizedAmount"));
    }
}
