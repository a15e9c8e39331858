package sauda.fakedhan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.market.PriceBand;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// `/marketfeed`: the market as it is now, in snake case. An unknown number is just
/// absent.
final class Quotes {

    private static final int MOST = 1_000;
    private static final int LEVELS = 5;

    private final Venue venue;

    Quotes(Venue venue) {
        this.venue = venue;
    }

    @Nullable
    Reply answer(Client client, Call call, Instant now) {
        return switch (call.route()) {
            case "POST/marketfeed/ltp" -> quotes(client, call, this::lastOnly, now);
            case "POST/marketfeed/ohlc" -> quotes(client, call, this::withDay, now);
            case "POST/marketfeed/quote" -> quotes(client, call, this::whole, now);
            default -> null;
        };
    }

    private interface Shape {
        void write(ObjectNode quote, Symbol symbol, Instant now);
    }

    private Reply quotes(Client client, Call call, Shape shape, Instant now) {
        if (!call.header("client-id").equals(client.id())) {
            throw Refusal.data(400, "810", "Client ID is invalid");
        }
        ObjectNode body = Json.object();
        ObjectNode data = body.putObject("data");
        int asked = 0;
        for (Iterator<Map.Entry<String, JsonNode>> fields = call.json().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> segment = fields.next();
            if (!segment.getValue().isArray()) {
                continue;
            }
            asked += segment.getValue().size();
            ObjectNode quotes = data.putObject(segment.getKey());
            segment.getValue().forEach(id -> one(quotes, segment.getKey(), id, shape, now));
        }
        if (asked > MOST) {
            throw Refusal.data(400, "804", "Number of instruments exceeds limit");
        }
        return Reply.ok(body.put("status", "success"));
    }

    private void one(ObjectNode quotes, String segment, JsonNode id, Shape shape, Instant now) {
        Symbol symbol = venue.symbol(id.asText());
        if (segment.equals("NSE_EQ") && id.isIntegralNumber() && symbol != null) {
            shape.write(quotes.putObject(id.asText()), symbol, now);
        }
    }

    private void lastOnly(ObjectNode quote, Symbol symbol, Instant now) {
        quote.put("last_price", Json.number(venue.tape().last(symbol, now)));
    }

    private void withDay(ObjectNode quote, Symbol symbol, Instant now) {
        lastOnly(quote, symbol, now);
        Optional<Bar> day = venue.tape().soFar(symbol, now);
        Rupees close = venue.tape().previousClose(symbol, IndianTime.date(now));
        quote.putObject("ohlc")
                .put("open", Json.number(day.map(Bar::open).orElse(Rupees.ZERO)))
                .put("close", Json.number(close))
                .put("high", Json.number(day.map(Bar::high).orElse(Rupees.ZERO)))
                .put("low", Json.number(day.map(Bar::low).orElse(Rupees.ZERO)));
    }

    private void whole(ObjectNode quote, Symbol symbol, Instant now) {
        withDay(quote, symbol, now);
        LocalDate date = IndianTime.date(now);
        Rupees last = venue.tape().last(symbol, now);
        Rupees before = venue.tape().previousClose(symbol, date);
        long volume = venue.tape().soFar(symbol, now).map(Bar::volume).orElse(0L);
        quote.put("last_quantity", volume == 0 ? 0 : 10)
                .put(
                        "last_trade_time",
                        IndianTime.quote(venue.tape().lastTrade(symbol, now).orElse(null)))
                .put("average_price", Json.number(last))
                .put("buy_quantity", LEVELS * 100)
                .put("sell_quantity", LEVELS * 100)
                .put("volume", volume)
                .put("net_change", Json.number(last.minus(before)))
                .put("oi", 0)
                .put("oi_day_high", 0)
                .put("oi_day_low", 0);
        if (venue.tape().session(date).isPresent()) {
            PriceBand band = venue.tape().band(symbol, now);
            quote.put("lower_circuit_limit", Json.number(band.low()))
                    .put("upper_circuit_limit", Json.number(band.high()));
        }
        Rupees tick = venue.tape().tick(symbol, date);
        ObjectNode depth = quote.putObject("depth");
        ladder(depth.putArray("buy"), last, tick.negated());
        ladder(depth.putArray("sell"), last, tick);
    }

    private static void ladder(ArrayNode levels, Rupees last, Rupees step) {
        for (int level = 1; level <= LEVELS; level++) {
            levels.addObject()
                    .put("quantity", 100)
                    .put("orders", 2)
                    .put("price", Json.number(last.plus(step.times(level))));
        }
    }
}
