package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.at;
import static sauda.fakedhan.AVenue.order;
import static sauda.fakedhan.AVenue.superOrder;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.Bar;
import sauda.events.Rupees;

/// Fills against the price as it moves inside the bars: down and up before it ends
/// higher, up and down before it ends lower, each leg 100 seconds long.
class FakeDhanWireTest {

    private final AVenue venue = AVenue.onTheWire();

    @AfterEach
    void close() {
        venue.close();
    }

    private DoneTrade last() {
        return venue.trades().getLast();
    }

    // The path

    @ParameterizedTest
    @CsvSource({
        "500, 506, 497, 503, 50, 498.5",
        "500, 506, 497, 503, 150, 501.5",
        "500, 506, 497, 503, 250, 504.5",
        "503, 506, 497, 500, 50, 504.5",
        "503, 506, 497, 500, 150, 501.5",
        "503, 506, 497, 500, 250, 498.5",
        "500, 506, 497, 500, 100, 497"
    })
    void thePriceGoesInThreeStraightLines(
            String open, String high, String low, String close, long second, String price) {
        Instant start = at("10:00");
        Bar bar = AVenue.bar(start, open, high, low, close, 300);

        assertThat(new PricePath(bar).at(start.plusSeconds(second))).isEqualTo(Rupees.of(price));
    }

    @ParameterizedTest
    @CsvSource({
        "498.50, true, 50",
        "497.00, true, 100",
        "496.95, true, ",
        "503.00, false, 166.666666667",
        "506, false, 200"
    })
    void thePriceTouchesALevelAtOneInstant(String level, boolean down, String second) {
        Instant start = at("10:00");
        Bar bar = AVenue.bar(start, "500", "506", "497", "503", 300);

        assertThat(new PricePath(bar).touch(Rupees.of(level), down, start, start.plusSeconds(300)))
                .isEqualTo(second == null ? Optional.empty() : Optional.of(after(start, second)));
    }

    private static Instant after(Instant start, String seconds) {
        return start.plusNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
    }

    // Limits

    @Test
    void aMarketableOrderIsFilledAtTheLastPriceWhenThatIsBetter() {
        venue.placed(order("BUY", 10, "505"));

        assertThat(venue.trades()).extracting(DoneTrade::price).containsExactly(Rupees.of("500"));
    }

    @Test
    void anOrderRestsUntilThePriceComesToIt() {
        venue.bar("10:00", "500", "506", "497", "503");
        String id = venue.placed(order("BUY", 10, "498.50"));
        assertThat(venue.time("10:00:49").status(id)).isEqualTo("PENDING");

        venue.time("10:20");

        assertThat(last().at()).isEqualTo(at("10:00:50"));
        assertThat(last().price()).isEqualTo(Rupees.of("498.50"));
    }

    @Test
    void whenSomebodyAsksMakesNoDifference() {
        venue.bar("10:00", "500", "506", "497", "503");
        venue.placed(order("BUY", 10, "498.50"));
        for (int second = 1; second < 300; second += 7) {
            venue.later(7_000).get("/orders");
        }

        assertThat(venue.trades()).hasSize(1);
        assertThat(last().at()).isEqualTo(at("10:00:50"));
    }

    @Test
    void anOrderThatThePriceNeverReachesRestsAllDay() {
        String id = venue.placed(order("BUY", 10, "490").put("productType", "CNC"));

        assertThat(venue.time("15:29").status(id)).isEqualTo("PENDING");
        assertThat(venue.time("15:30").status(id)).isEqualTo("EXPIRED");
    }

    @Test
    void aSellRestsAboveTheMarketAndIsFilledOnTheWayUp() {
        venue.bar("10:00", "500", "506", "497", "503");
        venue.placed(order("SELL", 10, "504"));
        venue.time("10:05");

        assertThat(last().price()).isEqualTo(Rupees.of("504"));
    }

    @Test
    void aGapFillsAtTheBetterOpen() {
        venue.bar("10:05", "490", "490", "490", "490");
        venue.placed(order("BUY", 10, "495"));
        venue.time("10:05");

        assertThat(last().price()).isEqualTo(Rupees.of("490"));
        assertThat(last().at()).isEqualTo(at("10:05"));
    }

    @Test
    void aTenthOfTheBarIsToBeHadAndTheRestWaitsForTheNext() {
        venue.bar("10:00", "500", "500", "500", "500", 100).bar("10:05", "500", "500", "500", "500", 100);
        String id = venue.placed(order("BUY", 15, "505"));

        assertThat(venue.status(id)).isEqualTo("PART_TRADED");
        assertThat(venue.time("10:05").status(id)).isEqualTo("TRADED");
        assertThat(venue.trades()).extracting(DoneTrade::quantity).containsExactly(10L, 5L);
    }

    // Stops

    @Test
    void aStopBecomesALimitOrderWhenThePriceTouchesIt() {
        venue.bar("10:00", "500", "506", "497", "503");
        venue.placed(order("BUY", 10, "501"));
        venue.placed(order("SELL", 10, "497.50").put("orderType", "STOP_LOSS").put("triggerPrice", 498.5));
        venue.time("10:05");

        assertThat(last().price()).isEqualTo(Rupees.of("498.50"));
        assertThat(last().at()).isEqualTo(at("10:00:50"));
    }

    @Test
    void aStopWhoseLimitTheMarketJumpsOverRests() {
        venue.bar("10:05", "480", "480", "480", "480").bar("10:10", "480", "495", "480", "495");
        venue.placed(order("BUY", 10, "501"));
        String stop = venue.placed(
                order("SELL", 10, "489").put("orderType", "STOP_LOSS").put("triggerPrice", 490.0));

        assertThat(venue.time("10:09").status(stop)).isEqualTo("PENDING");
        assertThat(venue.time("10:15").status(stop)).isEqualTo("TRADED");
        assertThat(last().price()).isEqualTo(Rupees.of("489"));
    }

    @Test
    void theStopOfASuperOrderHasTheProtectionOfAMarketOrderAndEndsTheTarget() {
        venue.bar("10:00", "500", "500", "489", "490");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:05");

        assertThat(last().leg()).isEqualTo(Leg.STOP_LOSS_LEG);
        assertThat(last().price()).isEqualTo(Rupees.of("490"));
        assertThat(venue.superRow().path("orderStatus").asText()).isEqualTo("CLOSED");
        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isZero();
    }

    @Test
    void aSuperOrdersStopMayBeJumpedOver() {
        venue.bar("10:05", "480", "480", "480", "480");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:09");

        // Its limit is 1 % below the trigger: 485.10.
        assertThat(venue.fake.positions(CLIENT).getFirst().net()).isEqualTo(10);
        assertThat(venue.superRow()
                        .path("legDetails")
                        .get(1)
                        .path("orderStatus")
                        .asText())
                .isEqualTo("TRIGGERED");
    }

    @Test
    void theTargetIsALimitOrder() {
        venue.bar("10:00", "500", "531", "500", "530");
        venue.placedSuper(superOrder("BUY", 10, "501", "530", "490"));
        venue.time("10:05");

        assertThat(last().leg()).isEqualTo(Leg.TARGET_LEG);
        assertThat(last().price()).isEqualTo(Rupees.of("530"));
    }
}
