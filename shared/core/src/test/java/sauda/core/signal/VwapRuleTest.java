package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;

/// After quiet sessions VWAP is 100 and ATR is 1, exactly.
class VwapRuleTest {

    private final Strategy vwap = Candles.strategy("vwap");

    @Test
    void aCloseAboveVwapFromVwapItselfWithBodyAndVolumeIsABreakout() {
        Candles candles = Candles.after(4).quiet(2).then("100", "101", "100", "101", 1000);

        assertThat(vwap.opinion(candles.look()))
                .isEqualTo(new Opinion.Act(new Signal(
                        Candles.INFY,
                        "vwap",
                        "BULLISH_BREAKOUT",
                        Side.BUY,
                        new BigDecimal("50.00"),
                        Rupees.of("101"),
                        Rupees.of("100"), // 100.222222 · 0.998 = 100.02, down to the tick
                        Rupees.of("104"),
                        Map.of("vwap", new BigDecimal("100.2222"), "atr14", new BigDecimal("1.0000")),
                        Sessions.at(Candles.TODAY, "09:25"))));
    }

    @Test
    void theBreakdownIsItsMirrorImage() {
        Candles candles = Candles.after(4).quiet(2).then("100", "100", "99", "99", 1000);

        assertThat(vwap.opinion(candles.look()))
                .isEqualTo(new Opinion.Act(new Signal(
                        Candles.INFY,
                        "vwap",
                        "BEARISH_BREAKDOWN",
                        Side.SELL,
                        new BigDecimal("50.00"),
                        Rupees.of("99"),
                        Rupees.of("100"), // 99.777778 · 1.002 = 99.98, up to the tick
                        Rupees.of("96"),
                        Map.of("vwap", new BigDecimal("99.7778"), "atr14", new BigDecimal("1.0000")),
                        Sessions.at(Candles.TODAY, "09:25"))));
    }

    @Test
    void theBodyMustBeHalfAnAtrAtLeast() {
        assertThat(signal(Candles.after(4).quiet(2).then("100", "100.5", "100", "100.5", 1000))
                        .strength())
                .isEqualByComparingTo("25");
        holds(HoldCode.NO_SIGNAL, Candles.after(4).quiet(2).then("100", "100.5", "100", "100.45", 1000));
    }

    @Test
    void theVolumeMustReachTheMeanOfTheTwentyBarsBefore() {
        holds(HoldCode.NO_SIGNAL, Candles.after(4).quiet(2).then("100", "101", "100", "101", 999));
    }

    @Test
    void aCloseOnVwapIsNotBeyondIt() {
        holds(HoldCode.NO_SIGNAL, Candles.after(4).quiet(3));
    }

    @Test
    void theFirstTwoBarsOfASessionGiveNothing() {
        holds(HoldCode.NO_SIGNAL, Candles.after(4).quiet(1).then("100", "101", "100", "101", 1000));
    }

    @Test
    void aSessionWithoutVolumeIsNotReady() {
        holds(
                HoldCode.WARMING_UP,
                Candles.after(4)
                        .then("100", "101", "100", "101", 0)
                        .then("100", "101", "100", "101", 0)
                        .then("100", "101", "100", "101", 0));
    }

    @Test
    void aTouchOfVwapAfterABreakoutAndThreeClosesAboveIsARetest() {
        Signal retest = signal(brokenOut().then("100.9", "101.5", "100.6", "101.2", 1000));

        assertThat(retest.kind()).isEqualTo("BULLISH_RETEST");
        assertThat(retest.side()).isEqualTo(Side.BUY);
    }

    @Test
    void aRetestNeedsARisingBar() {
        holds(HoldCode.NO_SIGNAL, brokenOut().then("101.2", "101.5", "100.6", "101.2", 1000));
    }

    @Test
    void aRetestThatStaysAwayFromVwapIsNone() {
        holds(HoldCode.NO_SIGNAL, brokenOut().then("101", "101.5", "100.95", "101.2", 1000));
    }

    @Test
    void aRetestNeedsABreakoutBefore() {
        Candles candles = Candles.after(4).quiet(2);
        // Closes above VWAP, without the volume of a breakout.
        for (int i = 0; i < 3; i++) {
            candles.then("101", "101", "101", "101", 500);
        }
        holds(HoldCode.NO_SIGNAL, candles.then("101", "101.5", "100.2", "101.2", 500));
    }

    @Test
    void itsSetupLiesBeyondVwapOnEitherSideOrIsNotGiven() {
        Candles candles = Candles.after(4).quiet(3);

        assertThat(vwap.setup(candles.look(), Side.BUY)).contains(setup(Side.BUY, "100", "99.8", "100.6"));
        assertThat(vwap.setup(candles.look(), Side.SELL)).contains(setup(Side.SELL, "100", "100.2", "99.4"));

        candles.then("100", "100", "95", "95", 1000);
        assertThat(vwap.setup(candles.look(), Side.BUY)).isEmpty();
    }

    private static sauda.events.Reading.Setup setup(Side side, String entry, String stop, String target) {
        return new sauda.events.Reading.Setup("vwap", side, Rupees.of(entry), Rupees.of(stop), Rupees.of(target));
    }

    /// A breakout on the third bar, then two closes above VWAP.
    private static Candles brokenOut() {
        return Candles.after(4)
                .quiet(2)
                .then("100", "101", "100", "101", 1000)
                .then("101", "101.2", "100.8", "101", 1000)
                .then("101", "101.2", "100.8", "101", 1000);
    }

    private Signal signal(Candles candles) {
        return ((Opinion.Act) vwap.opinion(candles.look())).signal();
    }

    private void holds(HoldCode code, Candles candles) {
        assertThat(vwap.opinion(candles.look())).isEqualTo(new Opinion.Hold(code));
    }
}
