package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Stock;
import sauda.core.order.Quote;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// The question for quotes and its answer. Pure.
final class QuoteRows {

    private QuoteRows() {}

    /// All stocks in one question: the venue takes one a second, of up to 1,000 ids.
    static Ask ask(Stocks stocks) {
        ObjectNode body = DhanJson.object();
        for (Stock stock : stocks.stocks()) {
            if (!stock.securityId().matches("\\d{1,18}")) {
                continue;
            }
            @Nullable JsonNode known = body.get(stock.exchange());
            ArrayNode ids = known instanceof ArrayNode array ? array : body.putArray(stock.exchange());
            ids.add(Long.parseLong(stock.securityId()));
        }
        return new Ask("POST", "/marketfeed/quote", body, RateClass.QUOTE);
    }

    /// The stocks that the answer has; one that was never traded is left out.
    static Map<Symbol, Quote> of(JsonNode answer, Stocks stocks, Instant at) {
        Row data = Row.of(
                "quotes.data",
                Row.of("quotes", answer).part("data").orElseThrow(() -> Row.notUnderstood("quotes.data is missing")));
        Map<Symbol, Quote> quotes = new TreeMap<>();
        for (Stock stock : stocks.stocks()) {
            data.part(stock.exchange())
                    .flatMap(segment -> new Row("quotes", segment).part(stock.securityId()))
                    .flatMap(one -> quote(stock.symbol(), Row.of("quotes." + stock.symbol(), one), at))
                    .ifPresent(quote -> quotes.put(stock.symbol(), quote));
        }
        return quotes;
    }

    private static Optional<Quote> quote(Symbol symbol, Row row, Instant at) {
        Rupees last = row.rupees("last_price");
        return last.isPositive()
                ? Optional.of(new Quote(
                        symbol, last, row.rupees("lower_circuit_limit"), row.rupees("upper_circuit_limit"), at))
                : Optional.empty();
    }
}
