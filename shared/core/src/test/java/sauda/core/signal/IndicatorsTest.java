package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Against TA-Lib, which seeds in other ways: from bar 300 on the difference is gone.
class IndicatorsTest {

    private static final int FROM = 300;
    private final Core talib = new Core();

    @Test
    void agreeWithTheSecondLibraryOnARandomWalk() {
        agree(walk(1500));
    }

    @Test
    void agreeWithTheSecondLibraryOnRealCandles() {
        for (Symbol symbol : RealCandles.symbols()) {
            agree(RealCandles.of(symbol).subList(0, 1500));
        }
    }

    private void agree(List<Bar> bars) {
        Track track = new Track(Frame.M5.length());
        bars.forEach(track::add);
        double[] close = column(bars, bar -> bar.close().amount().doubleValue());
        double[] high = column(bars, bar -> bar.high().amount().doubleValue());
        double[] low = column(bars, bar -> bar.low().amount().doubleValue());
        int last = close.length - 1;
        MInteger begin = new MInteger();
        MInteger count = new MInteger();
        double[] one = new double[close.length];
        double[] two = new double[close.length];
        double[] three = new double[close.length];

        for (int period : new int[] {9, 20, 21}) {
            talib.ema(0, last, close, period, begin, count, one);
            compare(begin, one, t -> track.ema(period, t), last, 0);
        }
        talib.rsi(0, last, close, 14, begin, count, one);
        compare(begin, one, t -> track.rsi(14, t), last, 0);
        talib.atr(0, last, high, low, close, 14, begin, count, one);
        compare(begin, one, t -> track.atr(14, t), last, 0);
        // A MACD near zero is a small difference of large averages: relative to the price.
        talib.macd(0, last, close, 12, 26, 9, begin, count, one, two, three);
        compare(begin, one, track::macd, last, close[last]);
        compare(begin, two, track::macdSignal, last, close[last]);
        talib.bbands(0, last, close, 20, 2, 2, MAType.Sma, begin, count, one, two, three);
        compare(begin, one, t -> track.bollinger(t)[2], last, 0);
        compare(begin, two, t -> track.bollinger(t)[1], last, 0);
        compare(begin, three, t -> track.bollinger(t)[0], last, 0);
    }

    private static void compare(MInteger begin, double[] theirs, IntToDoubleFunction ours, int last, double scale) {
        for (int t = FROM; t <= last; t++) {
            double expected = theirs[t - begin.value];
            double tolerance = 1e-6 * Math.max(Math.abs(expected), scale);
            assertThat(ours.applyAsDouble(t)).as("bar " + t).isCloseTo(expected, within(tolerance));
        }
    }

    @Test
    void haveNoValueBeforeTheyHaveTheirBars() {
        Track track = new Track(Frame.M5.length());
        walk(30).forEach(track::add);

        assertThat(track.rsi(14, 5)).isNaN();
        assertThat(track.atr(14, -1)).isNaN();
        assertThat(track.bollinger(18)).containsOnly(Double.NaN);
        assertThat(track.bollinger(19)[1]).isFinite();
    }

    private static double[] column(List<Bar> bars, ToDoubleFunction<Bar> of) {
        return bars.stream().mapToDouble(of).toArray();
    }

    private static List<Bar> walk(int bars) {
        Random random = new Random(7);
        List<Bar> walk = new ArrayList<>();
        long close = 150_000;
        for (int i = 0; i < bars; i++) {
            long open = close;
            close = open + random.nextInt(-400, 401);
            long high = Math.max(open, close) + random.nextInt(200);
            long low = Math.min(open, close) - random.nextInt(200);
            walk.add(new Bar(
                    Instant.EPOCH.plusSeconds(300L * i),
                    paise(open),
                    paise(high),
                    paise(low),
                    paise(close),
                    random.nextInt(1, 10_000)));
        }
        return walk;
    }

    private static Rupees paise(long paise) {
        return Rupees.of(paise).dividedBy(100);
    }
}
