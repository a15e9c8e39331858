package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config.StrategySpec;
import sauda.events.Frame;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;

class SignalStageTest {

    private static final DayPrices PRICES = new DayPrices(Rupees.of(100), Rupees.of(90), Rupees.of(110));

    @Test
    void aReadingHasAllThatIsKnownAtTheTick() {
        Candles candles = Candles.after(19).quiet(2).then("100", "101", "100", "101", 2000);

        Reading reading = read(candles, Candles.all(), false);

        assertThat(reading.symbol()).isEqualTo(Candles.INFY);
        assertThat(reading.t()).isEqualTo(Sessions.at(Candles.TODAY, "09:30"));
        assertThat(reading.last().close()).isEqualTo(Rupees.of(101));
        assertThat(reading.signals()).extracting(Signal::strategy).containsExactly("vwap", "ema", "rsi");
        assertThat(reading.holds()).containsExactly(new Reading.Hold("smc", "NO_SIGNAL"));
        assertThat(reading.setups()).extracting(Reading.Setup::strategy).containsExactly("vwap", "ema", "rsi");
        assertThat(reading.warnings()).containsExactly("OPEN_OUTSIDE_RANGE");
        assertThat(reading.trends()).isEqualTo(Map.of(Frame.H1, Reading.Trend.FLAT, Frame.D1, Reading.Trend.FLAT));
        Map<Frame, Integer> recent = new TreeMap<>();
        reading.recent().forEach((frame, bars) -> recent.put(frame, bars.size()));
        assertThat(recent).isEqualTo(Map.of(Frame.M5, 12, Frame.M15, 8, Frame.H1, 6, Frame.D1, 5));
        assertThat(reading.dataHash()).matches("[0-9a-f]{64}");
        assertThat(reading.indicators())
                .containsEntry("ema20_5m", new BigDecimal("100.0952"))
                .containsEntry("ema20_15m", new BigDecimal("100.0952"))
                .containsEntry("ema20_1h", new BigDecimal("100.0000"))
                .containsEntry("rsi14_5m", new BigDecimal("100.0000"))
                .containsEntry("atr14_5m", new BigDecimal("1.0000"))
                .containsEntry("bollingerMiddle_5m", new BigDecimal("100.0500"))
                .containsEntry("bollingerUpper_5m", new BigDecimal("100.4859")) // deviation √0.0475
                .containsEntry("bollingerLower_5m", new BigDecimal("99.6141"))
                .containsEntry("dayOpen", new BigDecimal("100.0000"))
                .containsEntry("dayHigh", new BigDecimal("101.0000"))
                .containsEntry("dayLow", new BigDecimal("99.5000"))
                .containsEntry("vwap", new BigDecimal("100.3333"))
                .containsEntry("volumeRatio_5m", new BigDecimal("2.0000"))
                .containsKeys("macd_5m", "macdSignal_5m", "macdHistogram_5m", "atr14_15m");
    }

    @Test
    void setupsForASaleAreGivenOnlyWhereShortsAreAllowed() {
        Reading reading = read(Candles.after(12).quiet(3), Candles.all(), true);

        assertThat(reading.setups())
                .extracting(setup -> setup.strategy() + " " + setup.side())
                .containsExactly("vwap BUY", "vwap SELL", "ema BUY", "ema SELL", "rsi BUY", "rsi SELL");
    }

    @Test
    void aStrategyThatIsSwitchedOffSaysNothing() {
        StrategySpec rsi = Candles.spec("rsi");
        StrategySpec off = new StrategySpec(rsi.name(), false, rsi.riskPercent(), rsi.rewardRisk(), rsi.parameters());

        Reading reading = read(Candles.after(12).quiet(3), List.of(off, Candles.spec("ema")), false);

        assertThat(reading.holds()).containsExactly(new Reading.Hold("ema", "NO_SIGNAL"));
    }

    @Test
    void hourlyFiguresNeedAHundredHours() {
        assertThat(read(Candles.after(14).quiet(3), Candles.all(), false).indicators())
                .doesNotContainKey("ema20_1h");
        assertThat(read(Candles.after(14).quiet(24), Candles.all(), false).indicators())
                .containsKey("ema20_1h");
    }

    @Test
    void theDailyTrendFollowsTheLastCloses() {
        assertThat(dailyTrendAfter("101")).isEqualTo(Reading.Trend.UP);
        assertThat(dailyTrendAfter("99")).isEqualTo(Reading.Trend.DOWN);
        assertThat(dailyTrendAfter("100")).isEqualTo(Reading.Trend.FLAT);
    }

    private static Reading.Trend dailyTrendAfter(String close) {
        Candles candles = Candles.after(6).quiet(74).then("100", "101", "99", close, 1000);
        return read(candles, Candles.all(), false).trends().get(Frame.D1);
    }

    @Test
    void aWarmReadingIsQuickEnoughForATick() {
        Candles candles = Candles.after(19).quiet(3);
        SignalStage stage = new SignalStage(Candles.all());
        long nanos = 0;
        for (int i = 0; i < 60; i++) {
            candles.quiet(1);
            Look look = candles.look();
            long before = System.nanoTime();
            stage.read(look, PRICES, false, List.of());
            if (i >= 10) {
                nanos += System.nanoTime() - before;
            }
        }
        System.out.printf("a warm reading takes %.3f ms%n", nanos / 50 / 1e6);
        assertThat(nanos / 50).isLessThan(30_000_000);
    }

    private static Reading read(Candles candles, List<StrategySpec> strategies, boolean shorts) {
        return new SignalStage(strategies).read(candles.look(), PRICES, shorts, List.of("OPEN_OUTSIDE_RANGE"));
    }

    @Test
    void sellSetupsLieAboveTheEntry() {
        Reading reading = read(Candles.after(12).quiet(3), Candles.all(), true);

        assertThat(reading.setups())
                .filteredOn(setup -> setup.side() == Side.SELL)
                .allMatch(setup ->
                        setup.stop().above(setup.entry()) && setup.target().below(setup.entry()));
    }
}
