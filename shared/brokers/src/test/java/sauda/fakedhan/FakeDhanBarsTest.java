package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.at;
import static sauda.fakedhan.AVenue.order;
import static sauda.fakedhan.AVenue.superOrder;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.Rupees;

/// Fills on whole bars, as `strategies.md` §8 has them. The slippage of few shares in a
/// still market is one tick.
class FakeDhanBarsTest {

    private final AVenue venue = new AVenue();

    @AfterEach
    void close() {
        venue.close();
    }

    private record Dealt(long quantity, Rupees price, Instant at) {}

    private List<Dealt> dealt() {
        return venue.trades().stream()
                .map(trade -> new Dealt(trade.quantity(), trade.price(), trade.at()))
                .toList();
    }

    private static Dealt dealt(long quantity, String price, Instant at) {
        return new Dealt(quantity, Rupees.of(price), at);
    }

    // Entries

    @Test
    void anEntryIsFilledAtTheOpenWithSlippageAsSoonAsItLeavesTransit() {
        venue.placed(order("BUY", 10, "501"));

        assertThat(dealt()).containsExactly(dealt(10, "500.05", at("10:00").plusMillis(500)));
    }

    @Test
    void anEntryIsFilledOnTheSecondLookWhenTheClockStandsStill() {
        String id = venue.post("/orders", order("BUY", 10, "501")).orderId();
        venue.status(id);

        assertThat(venue.status(id)).isEqualTo("TRADED");
        assertThat(dealt()).containsExactly(dealt(10, "500.05", at("10:00")));
    }

    @ParameterizedTest
    @CsvSource({"285000, 10:00", "285001, 10:05"})
    void anOrderMeetsTheBarInWhichItCameUntilItsLastFifteenSeconds(long millis, String bar) {
        venue.bar("10:05", "510", "510", "510", "510").later(millis);
        venue.placed(order("BUY", 10, "520"));
        venue.time("10:10");

        Rupees open = Rupees.of(bar.equals("10:00") ? "500.05" : "510.10");
        assertThat(dealt()).extracting(Dealt::price).containsExactly(open);
    }

    @ParameterizedTest
    @CsvSource({"498.95, 10:04:00", "499.00, "})
    void anEntryBelowTheOpenIsFilledAtItsLimitOnceTheBarTradesThroughItByATick(String low, String when) {
        venue.bar("10:00", "500", "500", low, "500");
        venue.placed(order("BUY", 10, "499"));
        venue.time("10:05");

        assertThat(dealt()).containsExactlyElementsOf(when == null ? List.of() : List.of(dealt(10, "499", at(when))));
    }

    @Test
    void anEntryTakesATenthOfTheBarAndItsRestIsCancelledWhenTheBarEnds() {
        venue.bar("10:00", "500", "500", "500", "500", 1_000);
        String id = venue.placed(order("BUY", 150, "501"));

        assertThat(venue.status(id)).isEqualTo("PART_TRADED");
        JsonNode row = venue.time("10:05").seen(id);
        assertThat(row.path("orderStatus").asText()).isEqualTo("CANCELLED");
        assertThat(row.path("omsErrorDescription").asText()).isEqualTo("ENTRY_EXPIRED");
        assertThat(row.path("filledQty").asInt()).isEqualTo(100);
    }

    @Test
    void slippageGrowsWithTheShareOfTheBarAndItsRange() {
        venue.bar("10:00", "500", "504", "496", "500", 100_000);
        venue.placed(order("BUY", 1_000, "510"));
        venue.time("10:01");

        // 0.05 + 0.1 × 1,000 / 100,000 × 8 = 0.058, up to the tick
        assertThat(dealt()).extracting(Dealt::price).containsExactly(Rupees.of("500.10"));
    }

    @Test
    void anEntryWhoseBarIsMissingExpires() {
        venue.tape.remove(at("10:00"));
        String id = venue.placed(order("BUY", 10, "501"));

        assertThat(venue.time("10:05").status(id)).isEqualTo("CANCELLED");
        assertThat(dealt()).isEmpty();
    }

    // Exits

    @Test
    void anExitIsFilledAtTheOpenHoweverFarItsLimitLies() {
        venue.placed(order("BUY", 10, "501"));
        venue.bar("10:05", "480", "480", "480", "480").time("10:05");
        venue.placed(order("SELL", 10, "470"));
        venue.time("10:06");

        assertThat(dealt().getLast()).isEqualTo(dealt(10, "479.95", at("10:05").plusMillis(500)));
    }

    @Test
    void anExitIsCarriedFromBarToBar() {
        for (String time : List.of("10:05", "10:10", "10:15")) {
            venue.bar(time, "500", "500", "500", "500", 1_000);
        }
        venue.placed(order("BUY", 250, "501"));
        venue.time("10:05");
        String exit = venue.placed(order("SELL", 250, "490"));

        assertThat(venue.status(exit)).isEqualTo("PART_TRADED");
        venue.time("10:15");
        assertThat(dealt().subList(1, 4))
                .containsExactly(
                        dealt(100, "499.95", at("10:05").plusMillis(500)),
                        dealt(100, "499.95", at("10:10")),
                        dealt(50, "499.95", at("10:15")));
        assertThat(venue.status(exit)).isEqualTo("TRADED");
    }

    @Test
    void aLimitAboveTheMarketIsATargetAndRests() {
        venue.placed(order("BUY", 10, "501"));
        venue.bar("10:05", "500", "509.95", "500", "500")
                .bar("10:10", "500", "510", "500", "500")
                .time("10:05");
        String target = venue.placed(order("SELL", 10, "510"));

        assertThat(venue.time("10:10").status(target)).isEqualTo("PENDING");
        assertThat(venue.time("10:14").status(target)).isEqualTo("TRADED");
        assertThat(dealt().getLast()).isEqualTo(dealt(10, "510", at("10:14")));
    }

    // Stops and targets

    @Test
    void aStopIsFilledAtItsTriggerWithSlippageInTheBarsLastMinute() {
        venue.bar("10:05", "500", "500", "489", "495");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:09").fake.settle();

        assertThat(dealt().getLast()).isEqualTo(dealt(10, "489.90", at("10:09")));
        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("CLOSED");
    }

    @Test
    void aBarThatOpensBeyondTheStopFillsItAtItsOpen() {
        venue.bar("10:05", "485", "486", "484", "486");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:09");

        assertThat(dealt().getLast()).isEqualTo(dealt(10, "484.90", at("10:09")));
    }

    @Test
    void theStopComesBeforeTheTargetWhenBothLieInOneBar() {
        venue.bar("10:05", "500", "540", "480", "500");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:10");

        assertThat(dealt()).hasSize(2);
        assertThat(venue.trades().getLast().leg()).isEqualTo(Leg.STOP_LOSS_LEG);
    }

    @ParameterizedTest
    @CsvSource({"530.00, true", "529.95, false"})
    void theTargetIsFilledOnTouchAtTheTarget(String high, boolean filled) {
        venue.bar("10:05", "500", high, "500", "500");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:10");

        assertThat(dealt().contains(dealt(10, "530", at("10:09")))).isEqualTo(filled);
    }

    @Test
    void stopAndTargetAreTestedOnTheEntrysOwnBar() {
        venue.bar("10:00", "500", "500", "489", "495");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:04");

        assertThat(dealt().getLast()).isEqualTo(dealt(10, "489.90", at("10:04")));
    }

    @Test
    void anEntryOfTheLastMinuteIsTestedAtOnce() {
        venue.bar("10:00", "500", "500", "489", "495").time("10:04:30");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));

        assertThat(dealt()).hasSize(2);
    }

    @Test
    void aStopsRestGoesAtTheNextOpenAndTheTargetIsGone() {
        venue.bar("10:05", "500", "500", "489", "495", 100).bar("10:10", "488", "540", "488", "488");
        venue.placedSuper(superOrder("BUY", 25, "501", "530", "490"));
        venue.time("10:11");

        assertThat(dealt().subList(1, 3))
                .extracting(Dealt::quantity, Dealt::at)
                .containsExactly(tuple(10L, at("10:09")), tuple(15L, at("10:10")));
        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("CLOSED");
    }

    @Test
    void aTargetsRestStaysWithItsStopAlive() {
        venue.bar("10:05", "500", "531", "500", "500", 100).bar("10:10", "500", "500", "489", "495");
        venue.placedSuper(superOrder("BUY", 25, "501", "530", "490"));
        venue.time("10:15");

        assertThat(venue.trades())
                .extracting(DoneTrade::leg, DoneTrade::quantity)
                .containsExactly(tuple(Leg.ENTRY_LEG, 25L), tuple(Leg.TARGET_LEG, 10L), tuple(Leg.STOP_LOSS_LEG, 15L));
        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isZero();
    }

    @Test
    void aShortIsStoppedAbove() {
        venue.bar("10:05", "500", "511", "500", "505");
        venue.placedSuper(superOrder("SELL", 10, "499", "470", "510"));
        venue.time("10:10");

        assertThat(dealt()).extracting(Dealt::price).containsExactly(Rupees.of("499.95"), Rupees.of("510.10"));
    }

    @Test
    void aStopOrderOfItsOwnProtectsToo() {
        venue.bar("10:05", "500", "500", "489", "495");
        venue.placed(order("BUY", 10, "501"));
        String stop = venue.placed(
                order("SELL", 10, "480").put("orderType", "STOP_LOSS").put("triggerPrice", 490.0));
        venue.time("10:10");

        assertThat(venue.status(stop)).isEqualTo("TRADED");
        assertThat(dealt().getLast()).isEqualTo(dealt(10, "489.90", at("10:09")));
    }

    @Test
    void aTrailingStopFollowsByWholeJumps() {
        venue.bar("10:05", "500", "511", "500", "511").from("10:10", "511");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490").put("trailingJump", 3.0));
        venue.time("10:11");

        JsonNode stop = venue.superRow().path("legDetails").get(1);
        assertThat(stop.path("price").asDouble()).isEqualTo(499.0);
    }

    @Test
    void twoClientsDoNotTakeFromEachOther() {
        venue.bar("10:00", "500", "500", "500", "500", 100);
        venue.placed(order("BUY", 10, "501"));
        venue.token = venue.fake.webToken(AVenue.OTHER);
        venue.placed(order("BUY", 10, "501").put("dhanClientId", AVenue.OTHER));
        venue.fake.settle();

        assertThat(venue.fake.trades(CLIENT)).hasSize(1);
        assertThat(venue.fake.trades(AVenue.OTHER)).hasSize(1);
        assertThat(venue.get("/orders").json()).hasSize(1);
    }
}
