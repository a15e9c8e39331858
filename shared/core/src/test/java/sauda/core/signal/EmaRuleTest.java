package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;

class EmaRuleTest {

    private final Strategy ema = Candles.strategy("ema");

    @Test
    void theFastLineLeavingTheSlowOneUpwardIsABuy() {
        Candles candles = Candles.after(12).quiet(2).then("100", "101", "100", "101", 1000);

        assertThat(ema.opinion(candles.look()))
                .isEqualTo(new Opinion.Act(new Signal(
                        Candles.INFY,
                        "ema",
                        "BULLISH_CROSS",
                        Side.BUY,
                        new BigDecimal("100.00"),
                        Rupees.of("101"),
                        Rupees.of("99.95"), // 99.99 down to the tick
                        Rupees.of("103.6"), // 101 + 2.5 · 1.05 = 103.625, down to the tick
                        Map.of(
                                "ema9", new BigDecimal("100.2000"),
                                "ema21", new BigDecimal("100.0909"),
                                "atr14", new BigDecimal("1.0357")), // (13 · 1 + 1.5) / 14
                        Sessions.at(Candles.TODAY, "09:15"))));
    }

    @Test
    void downwardItIsASell() {
        Candles candles = Candles.after(12).quiet(2).then("100", "100", "99", "99", 1000);

        Signal signal = ((Opinion.Act) ema.opinion(candles.look())).signal();
        assertThat(signal.kind()).isEqualTo("BEARISH_CROSS");
        assertThat(signal.side()).isEqualTo(Side.SELL);
        assertThat(signal.stop()).isEqualTo(Rupees.of("100")); // 99.99 up to the tick
        assertThat(signal.target()).isEqualTo(Rupees.of("96.5"));
    }

    @Test
    void aTickThatClosesNo15mBarHoldsButStillGivesASetup() {
        Candles candles = Candles.after(12).quiet(1);

        assertThat(ema.opinion(candles.look())).isEqualTo(new Opinion.Hold(HoldCode.BAR_OPEN));
        assertThat(ema.setup(candles.look(), Side.BUY).orElseThrow().stop()).isEqualTo(Rupees.of("99"));
    }

    @Test
    void touchingIsNotCrossing() {
        assertThat(EmaRule.cross(10, 10, 10, 10)).isEmpty();
        assertThat(EmaRule.cross(9, 10, 10, 10)).isEmpty();
        assertThat(EmaRule.cross(10, 10, 11, 10)).contains(Side.BUY);
        assertThat(EmaRule.cross(10, 10, 9, 10)).contains(Side.SELL);
        assertThat(EmaRule.cross(11, 10, 12, 10)).isEmpty();
        assertThat(EmaRule.cross(Double.NaN, 10, 12, 10)).isEmpty();
    }

    @Test
    void strengthGrowsWithTheDistanceInAtr() {
        assertThat(EmaRule.strength(-0.05, 2)).isEqualTo(25);
        assertThat(EmaRule.strength(0.2, 2)).isEqualTo(100);
        assertThat(EmaRule.strength(0.3, 2)).isEqualTo(100);
    }
}
