package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A fake on a port with one client who has a token, on a Wednesday at ten, in a market
/// that stands still at ₹500 until a test says what its bars do. The tick is 5 paise, a
/// bar has 100,000 shares, so 10,000 for entries and 10,000 for exits.
final class AVenue implements AutoCloseable {

    static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    static final String CLIENT = "1000000042";
    static final String OTHER = "1000000043";
    static final String PIN = "123456";
    static final String SEED = "JBSWY3DPEHPK3PXP";
    static final String IP = "203.0.113.7";
    static final Symbol INFY = new Symbol("INFY");
    static final Config CONFIG = ConfigFile.defaults();

    static final ObjectMapper JSON = new ObjectMapper();

    final FakeClock clock = new FakeClock(at("10:00"));
    final NavigableMap<Instant, Bar> tape = new TreeMap<>();
    final FakeDhan fake;
    final FakeDhanServer server;
    final HttpClient http = HttpClient.newHttpClient();
    String token = "";

    record Answer(int status, String text, HttpResponse<String> whole) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException notJson) {
                throw new AssertionError("no JSON: " + text, notJson);
            }
        }

        String code() {
            return json().path("errorCode").asText();
        }

        String orderId() {
            assertThat(status).as(text).isEqualTo(200);
            return json().path("orderId").asText();
        }
    }

    AVenue() {
        for (LocalDate date : List.of(DAY.minusDays(2), DAY, DAY.plusDays(1), DAY.plusDays(2))) {
            Session session = CONFIG.calendar().session(date).orElse(null);
            if (session != null) {
                session.barSlots().forEach(start -> tape.put(start, bar(start, "500", "500", "500", "500", 100_000)));
            }
        }
        fake = new FakeDhan(
                Market.of(CONFIG, new Scripted(), clock),
                List.of(
                        new ClientSpec(CLIENT, PIN, SEED, Rupees.of(1_000_000), IP),
                        new ClientSpec(OTHER, "654321", "KRSXG5CTMVRXEZLU", Rupees.of(50_000), "203.0.113.8")));
        fake.behaviour().rateLimits(false).silence(Duration.ofSeconds(20));
        server = FakeDhanServer.start(fake, 0);
        token = fake.webToken(CLIENT);
    }

    static AVenue onTheWire() {
        AVenue venue = new AVenue();
        venue.fake.behaviour().fills(FillModel.WIRE);
        return venue;
    }

    private final class Scripted implements CandleSource {

        @Override
        public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
            List<Bar> bars = new ArrayList<>(tape.subMap(from, true, to, false).values());
            bars.removeIf(bar -> bar.start().plus(Frame.M5.length()).isAfter(to));
            return bars;
        }

        @Override
        public boolean isUnadjusted() {
            return true;
        }
    }

    static Bar bar(Instant start, String open, String high, String low, String close, long volume) {
        return new Bar(start, Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), volume);
    }

    static Instant at(String time) {
        return DAY.atTime(LocalTime.parse(time)).atZone(TradingCalendar.INDIA).toInstant();
    }

    /// Says what a bar of the day does; before anybody asks for it.
    AVenue bar(String time, String open, String high, String low, String close) {
        return bar(time, open, high, low, close, 100_000);
    }

    AVenue bar(String time, String open, String high, String low, String close, long volume) {
        tape.put(at(time), bar(at(time), open, high, low, close, volume));
        return this;
    }

    /// From a bar on, the market stands still at another price.
    AVenue from(String time, String level) {
        Session session = CONFIG.calendar().session(DAY).orElseThrow();
        session.barSlots().stream()
                .filter(start -> !start.isBefore(at(time)))
                .forEach(start -> tape.put(start, bar(start, level, level, level, level, 100_000)));
        return this;
    }

    AVenue time(String time) {
        clock.set(at(time));
        return this;
    }

    /// The next day, with the token that its morning needs.
    AVenue tomorrow(String time) {
        clock.set(at(time).plus(Duration.ofDays(1)));
        token = fake.webToken(CLIENT);
        return this;
    }

    AVenue later(long millis) {
        clock.advance(Duration.ofMillis(millis));
        return this;
    }

    // Calls

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, JsonNode body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    Answer put(String path, JsonNode body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    Answer post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .timeout(Duration.ofSeconds(10))
                .header("access-token", token)
                .header("client-id", CLIENT)
                .header("Content-Type", "application/json");
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return sent(request);
        } catch (IOException noAnswer) {
            throw new AssertionError(noAnswer);
        }
    }

    Answer sent(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    Answer mint(String clientId, String pin, String totp) {
        return send(HttpRequest.newBuilder(URI.create(server.authUrl() + "/app/generateAccessToken?dhanClientId="
                        + clientId + "&pin=" + pin + "&totp=" + totp))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    // Orders

    static ObjectNode order(String side, long quantity, String price) {
        return JSON.createObjectNode()
                .put("dhanClientId", CLIENT)
                .put("correlationId", "test-1")
                .put("transactionType", side)
                .put("exchangeSegment", "NSE_EQ")
                .put("productType", "INTRADAY")
                .put("orderType", "LIMIT")
                .put("validity", "DAY")
                .put("securityId", "1594")
                .put("quantity", quantity)
                .put("price", Double.parseDouble(price));
    }

    static ObjectNode superOrder(String side, long quantity, String price, String target, String stop) {
        ObjectNode body = order(side, quantity, price);
        body.remove("validity");
        return body.put("targetPrice", Double.parseDouble(target))
                .put("stopLossPrice", Double.parseDouble(stop))
                .put("trailingJump", 0.0);
    }

    static ObjectNode change(String orderId) {
        return JSON.createObjectNode()
                .put("dhanClientId", CLIENT)
                .put("orderId", orderId)
                .put("orderType", "LIMIT")
                .put("validity", "DAY");
    }

    /// Places an order and lets it out of transit.
    String placed(ObjectNode order) {
        String id = post("/orders", order).orderId();
        later(500);
        return id;
    }

    String placedSuper(ObjectNode order) {
        String id = post("/super/orders", order).orderId();
        later(500);
        return id;
    }

    JsonNode seen(String orderId) {
        for (JsonNode row : get("/orders").json()) {
            if (row.path("orderId").asText().equals(orderId)) {
                return row;
            }
        }
        throw new AssertionError("no order " + orderId);
    }

    String status(String orderId) {
        return seen(orderId).path("orderStatus").asText();
    }

    JsonNode superRow() {
        JsonNode rows = get("/super/orders").json();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    List<DoneTrade> trades() {
        return fake.trades(CLIENT);
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
