package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.at;
import static sauda.fakedhan.AVenue.order;
import static sauda.fakedhan.AVenue.superOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Super orders, as `dhan-v2.md` §6 has them.
class FakeDhanSuperOrdersTest {

    private final AVenue venue = new AVenue();

    @AfterEach
    void close() {
        venue.close();
    }

    private JsonNode leg(String name) {
        for (JsonNode leg : venue.superRow().path("legDetails")) {
            if (leg.path("legName").asText().equals(name)) {
                return leg;
            }
        }
        throw new AssertionError("no leg " + name);
    }

    private static ObjectNode bought() {
        return superOrder("BUY", 10, "501", "530", "490");
    }

    @Test
    void theListNestsTheLegsAndMisspellsTheirQuantity() {
        venue.placedSuper(bought());

        JsonNode row = venue.superRow();
        assertThat(row.path("legName").asText()).isEqualTo("ENTRY_LEG");
        assertThat(row.path("orderStatus").asText()).isEqualTo("TRADED");
        assertThat(row.path("ltp").asDouble()).isEqualTo(500.0);
        JsonNode target = leg("TARGET_LEG");
        assertThat(target.path("totalQuatity").asInt()).isEqualTo(10);
        assertThat(target.path("remainingQuantity").asInt()).isEqualTo(10);
        assertThat(target.path("triggeredQuantity").asInt()).isZero();
        assertThat(target.path("transactionType").asText()).isEqualTo("SELL");
        assertThat(target.path("price").asDouble()).isEqualTo(530.0);
        assertThat(leg("STOP_LOSS_LEG").path("price").asDouble()).isEqualTo(490.0);
        assertThat(leg("STOP_LOSS_LEG").path("orderStatus").asText()).isEqualTo("PENDING");
    }

    @Test
    void theLegsStandInTheBookWithIdsOfTheirOwnAndTheSameName() {
        String id = venue.placedSuper(bought());

        JsonNode rows = venue.get("/orders").json();
        assertThat(rows).hasSize(3);
        assertThat(rows.findValuesAsText("orderId")).doesNotHaveDuplicates().contains(id);
        assertThat(rows.findValuesAsText("correlationId")).containsOnly("test-1");
        assertThat(rows.findValuesAsText("legName")).containsExactly("ENTRY_LEG", "TARGET_LEG", "STOP_LOSS_LEG");
        assertThat(venue.get("/orders/external/test-1").json().path("orderId").asText())
                .isEqualTo(id);
    }

    @Test
    void theLegsHaveTheFilledQuantity() {
        venue.bar("10:00", "500", "500", "500", "500", 100);
        venue.placedSuper(superOrder("BUY", 25, "501", "530", "490"));

        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("PART_TRADED");
        assertThat(leg("STOP_LOSS_LEG").path("totalQuatity").asInt()).isEqualTo(10);
        venue.time("10:05");
        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(leg("STOP_LOSS_LEG").path("orderStatus").asText()).isEqualTo("PENDING");
    }

    @Test
    void anEntryThatGotNothingTakesItsLegsAlong() {
        venue.placedSuper(superOrder("BUY", 10, "495", "530", "490"));
        venue.time("10:05");

        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(leg("TARGET_LEG").path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(venue.get("/orders").json()).hasSize(1);
    }

    @Test
    void oneLegEndsTheOther() {
        venue.bar("10:05", "500", "531", "500", "500");
        venue.placedSuper(bought());
        venue.time("10:09");

        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("CLOSED");
        assertThat(leg("TARGET_LEG").path("orderStatus").asText()).isEqualTo("TRIGGERED");
        assertThat(leg("STOP_LOSS_LEG").path("orderStatus").asText()).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @CsvSource({"BUY, 501, 500, 490", "BUY, 501, 530, 501", "SELL, 499, 500, 510", "SELL, 499, 470, 499"})
    void targetPriceAndStopStandInOrder(String side, String price, String target, String stop) {
        assertThat(venue.post("/super/orders", superOrder(side, 10, price, target, stop))
                        .code())
                .isEqualTo("DH-905");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dhanClientId",
                "transactionType",
                "exchangeSegment",
                "productType",
                "orderType",
                "securityId",
                "quantity",
                "price",
                "targetPrice",
                "stopLossPrice",
                "trailingJump"
            })
    void everyFieldButTheNameIsNeeded(String field) {
        ObjectNode body = bought();
        body.remove(field);

        assertThat(venue.post("/super/orders", body).code()).isEqualTo("DH-905");
    }

    @Test
    void aLegOffTheTickRejectsTheOrder() {
        venue.placedSuper(superOrder("BUY", 10, "501", "530.02", "490"));

        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("REJECTED");
        assertThat(leg("STOP_LOSS_LEG").path("orderStatus").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void cancellingAnEntryThatGotNothingCancelsAll() {
        String id = venue.placedSuper(superOrder("BUY", 10, "495", "530", "490"));

        assertThat(venue.delete("/super/orders/" + id + "/ENTRY_LEG").status()).isEqualTo(202);
        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(leg("TARGET_LEG").path("orderStatus").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void cancellingAnEntryThatGotSomethingCancelsItsRestAlone() {
        venue.bar("10:00", "500", "500", "500", "500", 100);
        String id = venue.placedSuper(superOrder("BUY", 25, "501", "530", "490"));

        venue.delete("/super/orders/" + id + "/ENTRY_LEG");

        assertThat(leg("STOP_LOSS_LEG").path("orderStatus").asText()).isEqualTo("PENDING");
        assertThat(leg("STOP_LOSS_LEG").path("totalQuatity").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP_LOSS_LEG", "TARGET_LEG"})
    void aCancelledLegIsGoneForGood(String leg) {
        String id = venue.placedSuper(bought());

        assertThat(venue.delete("/super/orders/" + id + "/" + leg).status()).isEqualTo(202);

        assertThat(leg(leg).path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(venue.put(
                                "/super/orders/" + id,
                                body(leg).put("targetPrice", 540.0).put("stopLossPrice", 480.0))
                        .code())
                .isEqualTo("DH-906");
    }

    @Test
    void withoutItsStopThePositionIsOpenAndTheFakeKnows() {
        String id = venue.placedSuper(bought());
        venue.time("10:01").delete("/super/orders/" + id + "/STOP_LOSS_LEG");
        venue.time("10:03");

        assertThat(venue.fake.unprotected(CLIENT))
                .containsExactly(new Unprotected(AVenue.INFY, at("10:01"), at("10:03"), 10));
    }

    @Test
    void aPositionWithItsStopIsNeverUnprotected() {
        venue.bar("10:05", "500", "500", "489", "495", 100);
        venue.placedSuper(superOrder("BUY", 25, "501", "530", "490"));
        venue.time("10:30");

        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isZero();
        assertThat(venue.fake.unprotected(CLIENT)).isEmpty();
    }

    @Test
    void aPositionWithoutAStopIsUnprotectedFromItsFillOn() {
        venue.placed(order("BUY", 10, "501"));
        venue.time("10:02");
        venue.placed(order("SELL", 6, "480").put("orderType", "STOP_LOSS").put("triggerPrice", 490.0));
        venue.time("10:03");

        assertThat(venue.fake.unprotected(CLIENT))
                .containsExactly(
                        new Unprotected(
                                AVenue.INFY,
                                at("10:00").plusMillis(500),
                                at("10:02").plusMillis(500),
                                10),
                        new Unprotected(AVenue.INFY, at("10:02").plusMillis(500), at("10:03"), 4));
    }

    @Test
    void theStopIsMoved() {
        String id = venue.placedSuper(bought());

        venue.put("/super/orders/" + id, body("STOP_LOSS_LEG").put("stopLossPrice", 495.0));
        venue.put("/super/orders/" + id, body("TARGET_LEG").put("targetPrice", 520.0));

        assertThat(leg("STOP_LOSS_LEG").path("price").asDouble()).isEqualTo(495.0);
        assertThat(leg("TARGET_LEG").path("price").asDouble()).isEqualTo(520.0);
    }

    @Test
    void leavingTheJumpOutEndsTheTrailing() {
        String id = venue.placedSuper(bought().put("trailingJump", 3.0));
        assertThat(leg("STOP_LOSS_LEG").path("trailingJump").asDouble()).isEqualTo(3.0);

        venue.put("/super/orders/" + id, body("STOP_LOSS_LEG").put("stopLossPrice", 491.0));

        assertThat(leg("STOP_LOSS_LEG").path("trailingJump").asDouble()).isZero();
    }

    @Test
    void theLegsStopProtectingWhenTheSessionEnds() {
        venue.time("15:00").placedSuper(bought().put("productType", "CNC"));
        venue.time("15:30");

        assertThat(leg("STOP_LOSS_LEG").path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("TRADED");
    }

    @Test
    void anEntryInTransitCannotBeCancelled() {
        String id = venue.post("/super/orders", bought()).orderId();

        assertThat(venue.delete("/super/orders/" + id + "/ENTRY_LEG").code()).isEqualTo("DH-906");
    }

    private static ObjectNode body(String leg) {
        return AVenue.JSON.createObjectNode().put("dhanClientId", CLIENT).put("legName", leg);
    }
}
