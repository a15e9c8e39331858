package sauda.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.Bar;
import sauda.events.Rupees;

class PriceBandTest {

    private static final Rupees HUNDRED = Rupees.of(100);
    private static final Rupees TICK = Rupees.of("0.05");
    private static final BigDecimal TEN = BigDecimal.TEN;

    @Test
    void startsTenPercentAroundThePreviousClose() {
        assertThat(PriceBand.atOpen(HUNDRED, TEN, TICK)).isEqualTo(band("90", "110"));
    }

    @Test
    void startsFivePercentAroundThePreviousCloseOnADrillDay() {
        assertThat(PriceBand.atOpen(HUNDRED, new BigDecimal(5), TICK)).isEqualTo(band("95", "105"));
    }

    @Test
    void itsEdgesLieOnTheTickGridInsideTheBand() {
        assertThat(PriceBand.atOpen(Rupees.of("1234.55"), TEN, Rupees.of("0.10")))
                .isEqualTo(band("1111.10", "1358.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "109.85, 110", "109.90, 115", "114.85, 115", "114.90, 118", "117.85, 118",
        "117.90, 120", "119.85, 120", "119.90, 122", "121.90, 124", "128.00, 130"
    })
    void theUpperEdgeMovesInStepsOfFiveThreeAndTwoPoints(String traded, String edge) {
        assertThat(PriceBand.after(HUNDRED, Rupees.of(traded), HUNDRED, TEN, TICK))
                .isEqualTo(band("90", edge));
    }

    @ParameterizedTest
    @CsvSource({"90.15, 90", "90.10, 85", "85.10, 82", "82.10, 80", "80.10, 78", "78.10, 76"})
    void theLowerEdgeMovesInTheSameSteps(String traded, String edge) {
        assertThat(PriceBand.after(Rupees.of(traded), HUNDRED, HUNDRED, TEN, TICK))
                .isEqualTo(band(edge, "110"));
    }

    @ParameterizedTest
    @CsvSource({"104.85, 105", "104.90, 110", "109.90, 113", "112.90, 115"})
    void aDrillDayWidensByTheSameSteps(String traded, String edge) {
        assertThat(PriceBand.after(HUNDRED, Rupees.of(traded), HUNDRED, new BigDecimal(5), TICK))
                .isEqualTo(band("95", edge));
    }

    @Test
    void theDaysBarsSayHowFarItTraded() {
        List<Bar> today = List.of(
                new Bar(MarketDays.at("2024-01-16", "09:15"), HUNDRED, Rupees.of("109.90"), HUNDRED, HUNDRED, 1),
                new Bar(MarketDays.at("2024-01-16", "09:20"), HUNDRED, HUNDRED, Rupees.of("90.10"), HUNDRED, 1));

        assertThat(PriceBand.after(today, HUNDRED, TEN, TICK)).isEqualTo(band("85", "115"));
    }

    @Test
    void aDayThatTradedOnlyOnOneSideKeepsTheOtherEdge() {
        assertThat(PriceBand.after(Rupees.of(105), Rupees.of("109.90"), HUNDRED, TEN, TICK))
                .isEqualTo(band("90", "115"));
    }

    @Test
    void holdsItsEdgesAndNothingBeyond() {
        PriceBand band = band("90", "110");

        assertThat(band.holds(Rupees.of(90))).isTrue();
        assertThat(band.holds(Rupees.of(110))).isTrue();
        assertThat(band.holds(Rupees.of("89.95"))).isFalse();
        assertThat(band.holds(Rupees.of("110.05"))).isFalse();
    }

    @Test
    void neverFallsBelowOneTick() {
        assertThat(PriceBand.after(TICK, HUNDRED, HUNDRED, TEN, TICK).low()).isEqualTo(TICK);
    }

    @Property
    void whateverTradedIsInsideTheBandThatFollows(
            @ForAll @IntRange(min = 200, max = 400_000) int previousTicks,
            @ForAll @IntRange(min = -40, max = 200) int percentDown,
            @ForAll @IntRange(min = -40, max = 200) int percentUp) {
        Rupees previous = TICK.times(previousTicks);
        Rupees lowest = previous.percent(BigDecimal.valueOf(100 - Math.min(percentDown, 95)))
                .upToTick(TICK);
        Rupees highest = previous.percent(BigDecimal.valueOf(100L + percentUp))
                .downToTick(TICK)
                .max(lowest);

        PriceBand band = PriceBand.after(lowest, highest, previous, TEN, TICK);

        assertThat(lowest.below(band.low())).isFalse();
        assertThat(highest.above(band.high())).isFalse();
        assertThat(band.low().isOnTick(TICK)).isTrue();
        assertThat(band.high().isOnTick(TICK)).isTrue();
    }

    private static PriceBand band(String low, String high) {
        return new PriceBand(Rupees.of(low), Rupees.of(high));
    }
}
