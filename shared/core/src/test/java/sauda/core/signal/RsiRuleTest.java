package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.core.signal.Rule.Finding;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;

class RsiRuleTest {

    private final RsiRule rule = new RsiRule(14, 30, 70, new BigDecimal("1.5"));

    @Test
    void backToExactlyThirtyFromBelowIsABuy() {
        assertThat(find(45, 29, 30)).contains("OVERSOLD_EXIT BUY 10.0");
    }

    @Test
    void fromExactlyThirtyItIsNotOut() {
        assertThat(find(45, 30, 31)).isEmpty();
        assertThat(find(45, 29, 29.9)).isEmpty();
    }

    @Test
    void backToExactlySeventyFromAboveIsASell() {
        assertThat(find(50, 71, 70)).contains("OVERBOUGHT_EXIT SELL 10.0");
        assertThat(find(50, 70, 69)).isEmpty();
    }

    @Test
    void strengthIsTheFurthestOfTheUnbrokenRunThatJustEnded() {
        assertThat(find(10, 30, 26, 24, 29, 35)).contains("OVERSOLD_EXIT BUY 60.0");
        assertThat(find(50, 75, 90, 72, 60)).contains("OVERBOUGHT_EXIT SELL 100.0");
    }

    @Test
    void straightThroughBothLevelsCountsForWhereItCameFrom() {
        assertThat(find(50, 20, 75)).contains("OVERSOLD_EXIT BUY 100.0");
    }

    @Test
    void withoutAValueBeforeThereIsNothing() {
        assertThat(find(Double.NaN, 35)).isEmpty();
    }

    @Test
    void itsStopIsOneAndAHalfPercentAway() {
        // A quiet past has neither gains nor losses, which counts as 0; one gain makes it 100.
        Candles candles = Candles.after(4).then("100", "100.5", "100", "100.5", 1000);

        Signal signal = ((Opinion.Act) Candles.strategy("rsi").opinion(candles.look())).signal();
        assertThat(signal.stop()).isEqualTo(Rupees.of("98.95")); // 98.9925 down
        assertThat(signal.target()).isEqualTo(Rupees.of("103.6"));
        assertThat(signal.strength()).isEqualByComparingTo("100");
        assertThat(signal.side()).isEqualTo(Side.BUY);
    }

    private Optional<String> find(double... rsi) {
        return rule.find(i -> rsi[i], rsi.length - 1).map(RsiRuleTest::told);
    }

    private static String told(Finding finding) {
        return finding.kind() + " " + finding.side() + " " + finding.strength();
    }
}
