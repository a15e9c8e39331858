package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.DAY;
import static sauda.fakedhan.AVenue.JSON;
import static sauda.fakedhan.AVenue.change;
import static sauda.fakedhan.AVenue.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.Side;

/// The order end points, as `dhan-v2.md` §5 and §14 have them.
class FakeDhanOrdersTest {

    private final AVenue venue = AVenue.onTheWire();

    @AfterEach
    void close() {
        venue.close();
    }

    // Transit and what comes after it

    @Test
    void aPlacedOrderIsAnsweredInTransitAndPendingHalfASecondLater() {
        AVenue.Answer placed = venue.post("/orders", order("BUY", 10, "490"));

        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.json().path("orderStatus").asText()).isEqualTo("TRANSIT");
        assertThat(venue.status(placed.orderId())).isEqualTo("TRANSIT");
        assertThat(venue.later(500).status(placed.orderId())).isEqualTo("PENDING");
    }

    @Test
    void theSecondLookEndsTheTransitThoughTheClockStandsStill() {
        String id = venue.post("/orders", order("BUY", 10, "490")).orderId();

        assertThat(venue.status(id)).isEqualTo("TRANSIT");
        assertThat(venue.status(id)).isEqualTo("PENDING");
    }

    @Test
    void aLookUpByNameIs404InTransitAndTheOrderAfterIt() {
        venue.post("/orders", order("BUY", 10, "490"));

        AVenue.Answer first = venue.get("/orders/external/test-1");
        assertThat(first.status()).isEqualTo(404);
        assertThat(first.code()).isEqualTo("DH-906");
        assertThat(first.json().path("errorMessage").asText())
                .isEqualTo("Incorrect request for order and cannot be processed");
        assertThat(venue.later(500)
                        .get("/orders/external/test-1")
                        .json()
                        .path("orderStatus")
                        .asText())
                .isEqualTo("PENDING");
    }

    @Test
    void aNameThatNobodyUsedIs404() {
        assertThat(venue.get("/orders/external/nobody").status()).isEqualTo(404);
    }

    @Test
    void anOrderByItsIdIsAnArrayOfOneOrAnObject() {
        String id = venue.placed(order("BUY", 10, "490"));

        assertThat(venue.get("/orders/" + id).json().isArray()).isTrue();
        venue.fake.behaviour().orderByIdIsArray(false);
        assertThat(venue.get("/orders/" + id).json().path("orderId").asText()).isEqualTo(id);
    }

    @Test
    void anUnknownIdIsAnEmptyArray() {
        AVenue.Answer answer = venue.get("/orders/4711");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEmpty();
    }

    @Test
    void aMarketableOrderIsTraded() {
        String id = venue.placed(order("BUY", 10, "505"));

        JsonNode row = venue.seen(id);
        assertThat(row.path("orderStatus").asText()).isEqualTo("TRADED");
        assertThat(row.path("filledQty").asInt()).isEqualTo(10);
        assertThat(row.path("remainingQuantity").asInt()).isZero();
        assertThat(row.path("averageTradedPrice").asDouble()).isEqualTo(500.0);
        assertThat(venue.get("/trades/" + id).json()).hasSize(1);
    }

    @Test
    void aHealthyOrderSaysConfirmedAndHasTheWiresWaysToSayNothing() {
        JsonNode row = venue.seen(venue.placed(order("BUY", 10, "490")));

        assertThat(fields(row))
                .containsExactlyInAnyOrder(
                        "dhanClientId",
                        "orderId",
                        "exchangeOrderId",
                        "correlationId",
                        "orderStatus",
                        "transactionType",
                        "exchangeSegment",
                        "productType",
                        "orderType",
                        "validity",
                        "tradingSymbol",
                        "securityId",
                        "quantity",
                        "disclosedQuantity",
                        "price",
                        "triggerPrice",
                        "afterMarketOrder",
                        "boProfitValue",
                        "boStopLossValue",
                        "legName",
                        "createTime",
                        "updateTime",
                        "exchangeTime",
                        "drvExpiryDate",
                        "drvOptionType",
                        "drvStrikePrice",
                        "omsErrorCode",
                        "omsErrorDescription",
                        "algoId",
                        "remainingQuantity",
                        "averageTradedPrice",
                        "filledQty");
        assertThat(row.path("omsErrorDescription").asText()).isEqualTo("CONFIRMED");
        assertThat(row.path("drvExpiryDate").asText()).isEqualTo("0001-01-01");
        assertThat(row.path("drvOptionType").asText()).isEqualTo("NA");
        assertThat(row.path("legName").asText()).isEqualTo("NA");
        assertThat(row.path("createTime").asText()).isEqualTo("2026-03-04 10:00:00");
        assertThat(row.path("securityId").isTextual()).isTrue();
        assertThat(row.path("price").isDouble()).isTrue();
    }

    @Test
    void anOrderInTransitHasNoTimeAtTheExchange() {
        String id = venue.post("/orders", order("BUY", 10, "490")).orderId();

        assertThat(venue.seen(id).path("exchangeTime").asText()).isEqualTo("0001-01-01 00:00:00");
    }

    // What is refused at once

    @ParameterizedTest
    @CsvSource({"1234567890123456789012345, 200", "12345678901234567890123456, 400"})
    void aNameHasTwentyFiveCharacters(String name, int status) {
        assertThat(venue.post("/orders", order("BUY", 10, "490").put("correlationId", name))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a/b", "ä", "a+b"})
    void aNameWithOtherCharactersIsRefusedWithoutSayingWhichField(String name) {
        AVenue.Answer answer = venue.post("/orders", order("BUY", 10, "490").put("correlationId", name));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("DH-905");
        assertThat(answer.json().path("errorType").asText()).isEqualTo("Input_Exception");
        assertThat(answer.json().path("errorMessage").asText()).doesNotContain("correlationId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "triggerPrice", "amoTime", "correlationId", "drvOptionType"})
    void anEmptyTextInAnyFieldIsRefused(String field) {
        AVenue.Answer answer = venue.post("/orders", order("BUY", 10, "490").put(field, ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("DH-905");
        assertThat(venue.fake.orders(CLIENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dhanClientId",
                "transactionType",
                "exchangeSegment",
                "productType",
                "orderType",
                "validity",
                "securityId",
                "quantity",
                "price"
            })
    void aMissingFieldIsRefused(String field) {
        ObjectNode body = order("BUY", 10, "490");
        body.remove(field);

        assertThat(venue.post("/orders", body).code()).isEqualTo("DH-905");
    }

    @Test
    void aSecurityIdIsText() {
        assertThat(venue.post("/orders", order("BUY", 10, "490").put("securityId", 1594))
                        .code())
                .isEqualTo("DH-905");
    }

    @Test
    void anOrderInAnotherClientsNameIsRefused() {
        assertThat(venue.post("/orders", order("BUY", 10, "490").put("dhanClientId", AVenue.OTHER))
                        .code())
                .isEqualTo("DH-905");
    }

    @Test
    void aNameMayBeUsedTwiceAndTheNewestIsFound() {
        venue.placed(order("BUY", 10, "490"));
        String second = venue.placed(order("BUY", 20, "490"));

        assertThat(venue.get("/orders/external/test-1").json().path("orderId").asText())
                .isEqualTo(second);
        assertThat(venue.fake.ordersNamed(CLIENT, "test-1")).hasSize(2);
    }

    @Test
    void anOrderWithoutANameGetsOneFromDhan() {
        ObjectNode body = order("BUY", 10, "490");
        body.remove("correlationId");

        assertThat(venue.seen(venue.placed(body)).path("correlationId").asText())
                .matches(CLIENT + "-\\d{13}");
    }

    // Taken and then rejected

    @ParameterizedTest
    @CsvSource({
        "490.00, PENDING",
        "490.02, REJECTED",
        "450.00, PENDING",
        "449.95, REJECTED",
        "550.00, TRADED",
        "550.05, REJECTED"
    })
    void aPriceOffTheTickOrOutsideTheCircuitIsTakenAndThenRejected(String price, String status) {
        String id = venue.placed(order("BUY", 10, price));

        JsonNode row = venue.seen(id);
        assertThat(row.path("orderStatus").asText()).isEqualTo(status);
        if (status.equals("REJECTED")) {
            assertThat(row.path("omsErrorDescription").asText()).startsWith("RMS:" + id + ":Price");
        }
    }

    @Test
    void anOrderOutsideTheSessionIsTakenAndThenRejected() {
        String id = venue.time("15:31").placed(order("BUY", 10, "490"));

        assertThat(venue.seen(id).path("omsErrorDescription").asText()).isEqualTo("RMS:" + id + ":Market is closed");
    }

    @ParameterizedTest
    @CsvSource({"INTRADAY, 10000, TRADED", "INTRADAY, 10001, REJECTED", "CNC, 2000, TRADED", "CNC, 2001, REJECTED"})
    void intradayNeedsAFifthOfTheValueAndDeliveryAllOfIt(String product, long shares, String status) {
        // Cash is ₹10,00,000; the margin is that of the limit, ₹500.
        String id = venue.placed(order("BUY", shares, "500").put("productType", product));

        assertThat(venue.status(id)).isEqualTo(status);
    }

    @Test
    void waitingOrdersBlockFundsToo() {
        venue.placed(order("BUY", 8_000, "490"));

        assertThat(venue.status(venue.placed(order("BUY", 4_000, "490")))).isEqualTo("REJECTED");
    }

    @Test
    void sharesThatAreNotHeldCannotBeSoldFromDelivery() {
        String none = venue.placed(order("SELL", 10, "495").put("productType", "CNC"));
        venue.fake.hold(CLIENT, AVenue.INFY, 10, "400");
        String some = venue.placed(order("SELL", 10, "495").put("productType", "CNC"));
        String more = venue.placed(order("SELL", 1, "495").put("productType", "CNC"));

        assertThat(venue.status(none)).isEqualTo("REJECTED");
        assertThat(venue.status(some)).isEqualTo("TRADED");
        assertThat(venue.status(more)).isEqualTo("REJECTED");
    }

    @Test
    void sharesThatAreNotHeldMayBeSoldIntraday() {
        assertThat(venue.status(venue.placed(order("SELL", 10, "495")))).isEqualTo("TRADED");
        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isEqualTo(-10);
    }

    @ParameterizedTest
    @CsvSource({
        "SELL, 495.00, 494.00, PENDING",
        "SELL, 495.00, 495.05, REJECTED",
        "SELL, 500.00, 499.00, REJECTED",
        "BUY, 505.00, 506.00, PENDING",
        "BUY, 505.00, 504.95, REJECTED",
        "BUY, 500.00, 501.00, REJECTED"
    })
    void aStopsTriggerLiesBeyondTheLastPriceAndItsLimitBeyondTheTrigger(
            String side, String trigger, String price, String status) {
        String id = venue.placed(
                order(side, 10, price).put("orderType", "STOP_LOSS").put("triggerPrice", Double.valueOf(trigger)));

        assertThat(venue.status(id)).isEqualTo(status);
    }

    // Cancel and modify

    @Test
    void anOrderInTransitCannotBeCancelledButModified() {
        String id = venue.post("/orders", order("BUY", 10, "490")).orderId();

        AVenue.Answer cancelled = venue.delete("/orders/" + id);
        assertThat(cancelled.status()).isEqualTo(400);
        assertThat(cancelled.code()).isEqualTo("DH-906");
        assertThat(cancelled.json().path("errorMessage").asText()).isEqualTo("Order is in Transit state");
        AVenue.Answer modified = venue.put("/orders/" + id, change(id).put("quantity", 20));
        assertThat(modified.json().path("orderStatus").asText()).isEqualTo("TRANSIT");
        assertThat(venue.later(500).seen(id).path("quantity").asInt()).isEqualTo(20);
    }

    @Test
    void aCancelThatIsAskedForTwiceInTransitPassesTheSecondTime() {
        String id = venue.post("/orders", order("BUY", 10, "490")).orderId();

        assertThat(venue.delete("/orders/" + id).status()).isEqualTo(400);
        assertThat(venue.delete("/orders/" + id).status()).isEqualTo(202);
    }

    @Test
    void aPendingOrderIsCancelledOnce() {
        String id = venue.placed(order("BUY", 10, "490"));

        AVenue.Answer cancelled = venue.delete("/orders/" + id);
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(venue.status(id)).isEqualTo("CANCELLED");
        assertThat(venue.delete("/orders/" + id).code()).isEqualTo("DH-906");
    }

    @Test
    void anUnknownOrderCannotBeCancelled() {
        AVenue.Answer answer = venue.delete("/orders/4711");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("DH-906");
    }

    @Test
    void aModifiedQuantityIsTheWholeOne() {
        venue.bar("10:00", "500", "500", "500", "500", 100);
        String id = venue.placed(order("BUY", 30, "500"));
        assertThat(venue.seen(id).path("filledQty").asInt()).isEqualTo(10);

        venue.put("/orders/" + id, change(id).put("quantity", 15));

        JsonNode row = venue.seen(id);
        assertThat(row.path("quantity").asInt()).isEqualTo(15);
        assertThat(row.path("remainingQuantity").asInt()).isEqualTo(5);
        assertThat(row.path("orderStatus").asText()).isEqualTo("PART_TRADED");
        assertThat(venue.put("/orders/" + id, change(id).put("quantity", 10)).code())
                .isEqualTo("DH-906");
    }

    @Test
    void anOrderIsModifiedTwentyFiveTimesAndNotOnceMore() {
        String id = venue.placed(order("BUY", 10, "490"));
        for (int times = 1; times <= 25; times++) {
            assertThat(venue.put("/orders/" + id, change(id).put("price", 490 + times * 0.05))
                            .status())
                    .isEqualTo(200);
        }

        AVenue.Answer once = venue.put("/orders/" + id, change(id).put("price", 491.5));
        assertThat(once.status()).isEqualTo(400);
        assertThat(once.code()).isEqualTo("DH-906");
        assertThat(venue.seen(id).path("price").asDouble()).isEqualTo(491.25);
    }

    @Test
    void aModificationThatTheExchangeDoesNotLikeLeavesTheOrderAsItWas() {
        String id = venue.placed(order("BUY", 10, "490"));

        assertThat(venue.put("/orders/" + id, change(id).put("price", 490.02)).status())
                .isEqualTo(200);

        assertThat(venue.seen(id).path("price").asDouble()).isEqualTo(490.0);
        assertThat(venue.seen(id).path("omsErrorDescription").asText()).startsWith("RMS:");
    }

    @Test
    void nothingIsCancelledWhenTheMarketIsShut() {
        venue.time("15:00");
        String id =
                venue.placed(order("BUY", 10, "490").put("productType", "CNC").put("afterMarketOrder", false));
        assertThat(venue.time("15:40").status(id)).isEqualTo("EXPIRED");
        String next = venue.post("/orders", order("BUY", 10, "490")).orderId();

        venue.delete("/orders/" + next);
        assertThat(venue.delete("/orders/" + next).code()).isEqualTo("DH-906");
    }

    // Market orders and slices

    @Test
    void aMarketOrderIsStoredAsALimitOrderWithAProtectedPrice() {
        String id = venue.placed(marketOrder());

        JsonNode row = venue.seen(id);
        assertThat(row.path("orderType").asText()).isEqualTo("LIMIT");
        assertThat(row.path("price").asDouble()).isEqualTo(505.0);
        assertThat(row.path("orderStatus").asText()).isEqualTo("TRADED");
    }

    @Test
    void aMarketOrderMayRest() {
        venue.fake.behaviour().marketProtection(new BigDecimal("-1"));

        assertThat(venue.status(venue.placed(marketOrder()))).isEqualTo("PENDING");
    }

    @Test
    void aStopMarketOrderLosesItsTriggerAndIsFilledAtOnce() {
        String id =
                venue.placed(marketOrder().put("orderType", "STOP_LOSS_MARKET").put("triggerPrice", 510.0));

        JsonNode row = venue.seen(id);
        assertThat(row.path("orderStatus").asText()).isEqualTo("TRADED");
        assertThat(row.path("orderType").asText()).isEqualTo("LIMIT");
        assertThat(row.path("triggerPrice").asDouble()).isZero();
    }

    @Test
    void aStopMarketOrderMayAlsoBeRefused() {
        venue.fake.behaviour().stopMarket(Behaviour.StopMarket.REFUSED);

        AVenue.Answer answer = venue.post(
                "/orders", marketOrder().put("orderType", "STOP_LOSS_MARKET").put("triggerPrice", 510.0));
        assertThat(answer.code()).isEqualTo("DH-906");
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Trigger Price should be greater than Price");
    }

    @Test
    void slicingCutsAnOrderAndAnswersAnArray() {
        venue.fake.behaviour().sliceAbove(40);

        AVenue.Answer answer = venue.post("/orders/slicing", order("BUY", 100, "490"));

        assertThat(answer.json()).hasSize(3);
        assertThat(venue.fake.orders(CLIENT)).extracting(PlacedOrder::quantity).containsExactly(40L, 40L, 20L);
    }

    @Test
    void whatAnImmediateOrderDoesNotGetIsCancelled() {
        String id = venue.placed(order("BUY", 10, "490").put("validity", "IOC"));

        assertThat(venue.status(id)).isEqualTo("CANCELLED");
    }

    @Test
    void anOrderForAfterTheMarketWaitsForTheNextOpen() {
        String id = venue.time("17:00").placed(order("BUY", 10, "505").put("afterMarketOrder", true));
        JsonNode waiting = venue.seen(id);
        assertThat(waiting.path("orderStatus").asText()).isEqualTo("PENDING");
        assertThat(waiting.path("exchangeOrderId").asText()).isEqualTo("0");

        venue.tomorrow("09:16");
        assertThat(venue.status(id)).isEqualTo("TRADED");
    }

    @Test
    void theBookShowsTheDayAlone() {
        venue.placed(order("BUY", 10, "490").put("productType", "CNC"));
        venue.tomorrow("10:00");

        assertThat(venue.get("/orders").json()).isEmpty();
        assertThat(venue.get("/trades").json()).isEmpty();
        assertThat(venue.fake.orders(CLIENT).getFirst().status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void theOwnersOwnOrdersStandInTheBook() {
        String id = venue.fake.manual(CLIENT, AVenue.INFY, Side.BUY, ProductType.INTRADAY, 7);

        assertThat(venue.seen(id).path("correlationId").asText()).isEqualTo("NA");
        assertThat(venue.get("/positions").json().get(0).path("netQty").asInt()).isEqualTo(7);
    }

    @Test
    void aPathThatDoesNotExistIsAnsweredByTheGateway() {
        AVenue.Answer answer = venue.get("/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("error").asText()).isEqualTo("Not Found");
        assertThat(answer.json().path("path").asText()).isEqualTo("/v2/nothing");
        assertThat(answer.json().path("timestamp").isNumber()).isTrue();
    }

    @Test
    void theHistoryOfTradesHasPagesAndCharges() {
        for (int i = 0; i < 21; i++) {
            venue.placed(order("BUY", 10, "505"));
        }

        JsonNode first = venue.get("/trades/" + DAY + "/" + DAY + "/0").json();
        assertThat(first).hasSize(20);
        assertThat(venue.get("/trades/" + DAY + "/" + DAY + "/1").json()).hasSize(1);
        assertThat(venue.get("/trades/" + DAY + "/" + DAY + "/2").json()).isEmpty();
        assertThat(first.get(0).path("brokerageCharges").asDouble()).isEqualTo(1.5);
        assertThat(first.get(0).path("createTime").asText()).isEqualTo("NA");
    }

    private static ObjectNode marketOrder() {
        ObjectNode body = order("BUY", 10, "500").put("orderType", "MARKET");
        body.remove("price");
        return body;
    }

    private static Set<String> fields(JsonNode row) {
        Set<String> names = new TreeSet<>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theCallsThatCameAreKeptWithoutSecrets() {
        venue.get("/orders?token=secret");

        assertThat(venue.fake.requests().getLast())
                .isEqualTo(new SeenCall(venue.clock.instant(), CLIENT, "GET", "/v2/orders", 200));
    }

    @Test
    void textThatIsNoJsonIsRefused() {
        assertThat(venue.post("/orders", JSON.createArrayNode()).code()).isEqualTo("DH-905");
    }
}
