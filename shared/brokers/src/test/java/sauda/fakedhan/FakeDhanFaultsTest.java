package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.INFY;
import static sauda.fakedhan.AVenue.JSON;
import static sauda.fakedhan.AVenue.order;
import static sauda.fakedhan.AVenue.superOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sauda.events.Side;
import sauda.fakedhan.Fault.When;

/// What goes wrong on demand, once for each fault.
class FakeDhanFaultsTest {

    private final AVenue venue = new AVenue();
    private final Faults faults = venue.fake.faults();

    @AfterEach
    void close() {
        venue.close();
    }

    private HttpRequest.Builder anOrder() {
        return venue.request("/orders")
                .timeout(Duration.ofMillis(300))
                .POST(HttpRequest.BodyPublishers.ofString(
                        order("BUY", 10, "501").toString()));
    }

    private static int ordersAfter(When when) {
        return when == When.AFTER_ACCEPTANCE ? 1 : 0;
    }

    // Answers that do not come

    @ParameterizedTest
    @EnumSource(When.class)
    void aCallIsNotAnsweredAndMayStillHaveBeenAccepted(When when) {
        faults.next("POST", "/v2/orders", new Fault.Silence(when));

        assertThatThrownBy(() -> venue.sent(anOrder())).isInstanceOf(HttpTimeoutException.class);

        assertThat(venue.fake.orders(CLIENT)).hasSize(ordersAfter(when));
        assertThat(venue.fake.requests()).extracting(SeenCall::path).contains("/v2/orders");
    }

    @Test
    void aCallThatIsNotAnsweredHoldsUpNoOther() {
        faults.next("POST", "/v2/orders", new Fault.Silence(When.AFTER_ACCEPTANCE));
        var silent = venue.http.sendAsync(
                anOrder().timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding());

        while (venue.fake.orders(CLIENT).isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(venue.get("/orders").json()).hasSize(1);
        assertThat(silent).isNotDone();
        silent.cancel(true);
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void theConnectionEndsAndTheOrderMayStillHaveBeenAccepted(When when) {
        faults.next("POST", "/v2/orders", new Fault.Reset(when));

        assertThatThrownBy(() -> venue.sent(anOrder())).isInstanceOf(IOException.class);

        assertThat(venue.fake.orders(CLIENT)).hasSize(ordersAfter(when));
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aProxyAnswersWithAPageAndTheOrderMayStillHaveBeenAccepted(When when) {
        faults.next("POST", "/v2/orders", new Fault.ErrorPage(when, 502));

        AVenue.Answer answer = venue.post("/orders", order("BUY", 10, "501"));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).startsWith("<html>");
        assertThat(venue.fake.orders(CLIENT)).hasSize(ordersAfter(when));
    }

    @Test
    void anAnswerComesLate() {
        faults.next("GET", "/v2/orders", new Fault.Slow(Duration.ofMillis(200)));
        Instant before = Instant.now();

        assertThat(venue.get("/orders").status()).isEqualTo(200);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    // Which call it is

    @Test
    void theThirdCallThatFitsFailsTwice() {
        faults.nth(3, "GET", "/v2/orders", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 503), 2);

        assertThat(venue.get("/orders").status()).isEqualTo(200);
        assertThat(venue.get("/positions").status()).isEqualTo(200);
        assertThat(venue.get("/orders").status()).isEqualTo(200);
        assertThat(venue.get("/orders").status()).isEqualTo(503);
        assertThat(venue.get("/orders/1").status()).isEqualTo(503);
        assertThat(venue.get("/orders").status()).isEqualTo(200);
    }

    @Test
    void faultsMayLastUntilTheyAreCleared() {
        faults.always("*", "/v2", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 500));
        assertThat(venue.get("/orders").status()).isEqualTo(500);
        assertThat(venue.get("/holdings").status()).isEqualTo(500);

        faults.clear();
        assertThat(venue.get("/orders").status()).isEqualTo(200);
    }

    @Test
    void twoFaultsForOneCallAreTakenOneAfterTheOther() {
        faults.next("GET", "/v2/orders", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 500));
        faults.next("GET", "/v2/orders", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 502));

        assertThat(venue.get("/orders").status()).isEqualTo(500);
        assertThat(venue.get("/orders").status()).isEqualTo(502);
        assertThat(venue.get("/orders").status()).isEqualTo(200);
    }

    // Refusals

    @Test
    void aCallIsOneTooMany() {
        faults.next("POST", "/v2/orders", new Fault.TooMany());

        assertThat(venue.post("/orders", order("BUY", 10, "501")).status()).isEqualTo(429);
        assertThat(venue.fake.orders(CLIENT)).isEmpty();
    }

    @Test
    void aCallComesFromAnotherAddress() {
        faults.next("POST", "/v2/orders", new Fault.WrongIp());

        assertThat(venue.post("/orders", order("BUY", 10, "501")).text()).contains("DH-905", "Invalid IP");
        assertThat(venue.post("/orders", order("BUY", 10, "501")).status()).isEqualTo(200);
    }

    @Test
    void somebodyElseMintsATokenAndOursIsDeadFromThenOn() {
        faults.next("POST", "/v2/orders", new Fault.DeadToken());

        assertThat(venue.post("/orders", order("BUY", 10, "501")).code()).isEqualTo("DH-901");
        assertThat(venue.get("/orders").code()).isEqualTo("DH-901");
        venue.token = venue.fake.webToken(CLIENT);
        assertThat(venue.get("/orders").status()).isEqualTo(200);
    }

    @Test
    void anOrderIsTakenAndRejectedWithATextThatWasOrdered() {
        faults.next("POST", "/v2/orders", new Fault.RejectedByRms("Scrip is banned"));
        String id = venue.placed(order("BUY", 10, "501"));

        JsonNode row = venue.seen(id);
        assertThat(row.path("orderStatus").asText()).isEqualTo("REJECTED");
        assertThat(row.path("omsErrorDescription").asText()).isEqualTo("RMS:" + id + ":Scrip is banned");
    }

    @Test
    void superOrdersAreNotThere() {
        faults.always("*", "/v2/super/orders", new Fault.NoSuchPath());

        AVenue.Answer answer = venue.post("/super/orders", superOrder("BUY", 10, "501", "530", "490"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("error").asText()).isEqualTo("Not Found");
        assertThat(answer.json().path("path").asText()).isEqualTo("/v2/super/orders");
        assertThat(venue.fake.orders(CLIENT)).isEmpty();
    }

    // What is shown

    @Test
    void anAcceptedOrderIsNotShownForAWhile() {
        faults.next("POST", "/v2/orders", new Fault.LateVisibility(Duration.ofSeconds(5)));
        String id = venue.placed(order("BUY", 10, "501"));

        assertThat(venue.get("/orders").json()).isEmpty();
        assertThat(venue.get("/orders/" + id).json()).isEmpty();
        assertThat(venue.get("/orders/external/test-1").status()).isEqualTo(404);
        venue.later(4_500);
        assertThat(venue.status(id)).isEqualTo("TRADED");
        assertThat(venue.get("/orders/external/test-1").status()).isEqualTo(200);
    }

    @Test
    void theBookStandsStillWhilePlacementWorks() {
        String before = venue.placed(
                order("SELL", 10, "490").put("orderType", "STOP_LOSS").put("triggerPrice", 495.0));
        faults.next("GET", "/v2/orders", new Fault.StaleBook(Duration.ofSeconds(60)));
        assertThat(venue.status(before)).isEqualTo("PENDING");
        venue.delete("/orders/" + before);
        String after = venue.placed(order("BUY", 10, "501"));

        assertThat(venue.status(before)).isEqualTo("PENDING");
        assertThat(venue.status(after)).isEqualTo("TRANSIT");
        assertThat(venue.get("/orders/external/test-1").status()).isEqualTo(404);
        assertThat(venue.fake.positions(CLIENT)).hasSize(1);
        venue.later(60_000);
        assertThat(venue.status(before)).isEqualTo("CANCELLED");
        assertThat(venue.status(after)).isEqualTo("TRADED");
    }

    private void threeTrades() {
        for (int i = 0; i < 3; i++) {
            venue.placed(order("BUY", 10 + i, "501"));
        }
    }

    private List<Long> quantities() {
        return venue.get("/trades").json().findValues("tradedQuantity").stream()
                .map(JsonNode::asLong)
                .toList();
    }

    @Test
    void eachTradeIsToldTwice() {
        threeTrades();
        faults.next("GET", "/v2/trades", new Fault.DuplicateTrades());

        assertThat(quantities()).containsExactlyInAnyOrder(10L, 11L, 12L, 10L, 11L, 12L);
        assertThat(quantities()).containsExactly(10L, 11L, 12L);
    }

    @Test
    void theNewestTradeComesFirst() {
        threeTrades();
        faults.next("GET", "/v2/trades", new Fault.TradesOutOfOrder());

        assertThat(quantities()).containsExactly(12L, 11L, 10L);
    }

    @Test
    void anOrderCountsMoreThanItsTradesTell() {
        String id = venue.placed(order("BUY", 10, "501"));
        faults.next("GET", "/v2/trades", new Fault.TradesBehind(1));

        assertThat(venue.seen(id).path("filledQty").asInt()).isEqualTo(10);
        assertThat(venue.get("/trades/" + id).json()).isEmpty();
        assertThat(venue.get("/trades/" + id).json()).hasSize(1);
    }

    @Test
    void theInstrumentFileEndsInTheMiddleOfARow() throws Exception {
        faults.next("GET", "/api-data", new Fault.TruncatedFile());
        HttpRequest request = HttpRequest.newBuilder(URI.create(venue.server.instrumentsUrl()))
                .build();

        String cut =
                venue.http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        String whole =
                venue.http.send(request, HttpResponse.BodyHandlers.ofString()).body();

        assertThat(whole).startsWith(cut).endsWith("\n");
        assertThat(cut).doesNotEndWith("\n");
    }

    @Test
    void candlesAreWronglyEmpty() {
        ObjectNode question = JSON.createObjectNode()
                .put("securityId", "1594")
                .put("exchangeSegment", "NSE_EQ")
                .put("instrument", "EQUITY")
                .put("interval", "5")
                .put("fromDate", "2026-03-02")
                .put("toDate", "2026-03-03");
        faults.next("POST", "/v2/charts", new Fault.EmptyCandles());

        assertThat(venue.post("/charts/intraday", question).json().path("open")).isEmpty();
        assertThat(venue.post("/charts/intraday", question).json().path("open")).hasSize(75);
    }

    // What the world does

    @Test
    void theOwnerSellsInTheAppWhatWeHold() {
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.fake.manual(CLIENT, INFY, Side.SELL, ProductType.INTRADAY, 10);

        assertThat(venue.get("/positions").json().get(0).path("positionType").asText())
                .isEqualTo("CLOSED");
        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("TRADED");
    }

    @Test
    void aSplitMakesTwoSharesOfOneOvernight() {
        venue.fake.hold(CLIENT, INFY, 10, "400");
        venue.fake.overnight(INFY, 1, 2);
        assertThat(venue.fake.held(CLIENT, INFY)).isEqualTo(10);

        JsonNode held = venue.tomorrow("09:00").get("/holdings").json().get(0);

        assertThat(held.path("totalQty").asInt()).isEqualTo(20);
        assertThat(held.path("avgCostPrice").asDouble()).isEqualTo(200.0);
        assertThat(venue.fake.held(CLIENT, INFY)).isEqualTo(20);
    }

    // Over HTTP

    private AVenue.Answer control(String path, ObjectNode body) {
        return venue.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + venue.server.port() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    @Test
    void faultsAndTimeAreOrderedOverHttpToo() {
        ObjectNode fault = JSON.createObjectNode()
                .put("method", "GET")
                .put("path", "/v2/orders")
                .put("nth", 2)
                .put("fault", "ERROR_PAGE_BEFORE")
                .put("status", 503);
        assertThat(control("/_fake/faults", fault).status()).isEqualTo(200);
        assertThat(venue.get("/orders").status()).isEqualTo(200);
        assertThat(venue.get("/orders").status()).isEqualTo(503);

        control("/_fake/clock", JSON.createObjectNode().put("seconds", 60));
        assertThat(venue.clock.instant()).isEqualTo(AVenue.at("10:01"));
        control("/_fake/clock", JSON.createObjectNode().put("to", "2026-03-04T05:00:00Z"));
        assertThat(venue.clock.instant()).isEqualTo(AVenue.at("10:30"));
        assertThat(control(
                                "/_fake/faults",
                                JSON.createObjectNode().put("path", "/").put("fault", "NONE"))
                        .status())
                .isEqualTo(400);
    }
}
