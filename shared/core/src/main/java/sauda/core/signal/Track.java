package sauda.core.signal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;
import sauda.events.Bar;

/// The closed bars of one frame in the window, with their indicators. Index 0 is the first
/// bar of the window: the seed of every indicator that runs on.
///
/// Indicators are doubles; one that has no value yet is `NaN`, so that every comparison
/// with it is false.
public final class Track {

    private static final int BOLLINGER = 20;
    private static final double BOLLINGER_WIDTH = 2;

    private final Duration length;
    private final BarSeries series = new BaseBarSeriesBuilder()
            .withNumFactory(DoubleNumFactory.getInstance())
            .build();
    private final ClosePriceIndicator close = new ClosePriceIndicator(series);
    private final List<Bar> bars = new ArrayList<>();
    private final Map<String, Indicator<Num>> indicators = new HashMap<>();
    private final Map<Object, Fold> folds = new HashMap<>();

    Track(Duration length) {
        this.length = length;
    }

    /// State that is carried from bar to bar.
    interface Fold {

        /// How many bars it has seen.
        int seen();

        /// Takes in the next bar, which is that of index [#seen].
        void take(Track track);
    }

    void add(Bar bar) {
        bars.add(bar);
        series.addBar(new BaseBar(
                length,
                bar.start(),
                bar.start().plus(length),
                num(bar.open().amount()),
                num(bar.high().amount()),
                num(bar.low().amount()),
                num(bar.close().amount()),
                num(bar.volume()),
                null,
                0));
    }

    public int size() {
        return bars.size();
    }

    /// Index of the newest closed bar; −1 when there is none.
    public int newest() {
        return bars.size() - 1;
    }

    public Bar bar(int index) {
        return bars.get(index);
    }

    public List<Bar> bars() {
        return bars;
    }

    public double ema(int period, int index) {
        return value("ema" + period, () -> new EMAIndicator(close, period), index);
    }

    /// Wilder's, 0 to 100.
    public double rsi(int period, int index) {
        return value("rsi" + period, () -> new RSIIndicator(close, period), index);
    }

    /// Wilder's, in rupees.
    public double atr(int period, int index) {
        return value("atr" + period, () -> new ATRIndicator(series, period), index);
    }

    /// EMA 12 less EMA 26.
    public double macd(int index) {
        return value("macd", () -> new MACDIndicator(close, 12, 26), index);
    }

    /// EMA 9 of MACD.
    public double macdSignal(int index) {
        return value("macdSignal", () -> new MACDIndicator(close, 12, 26).getSignalLine(9), index);
    }

    /// Bands of 20 bars and 2 population deviations.
    ///
    /// @return lower, middle, upper; `NaN` without 20 bars
    public double[] bollinger(int index) {
        if (index < BOLLINGER - 1) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN};
        }
        // Made afresh: ta4j's moving sums remember the order in which they were asked,
        // and the last digits would depend on it.
        double middle = new SMAIndicator(close, BOLLINGER).getValue(index).doubleValue();
        double deviation =
                new StandardDeviationIndicator(close, BOLLINGER).getValue(index).doubleValue();
        return new double[] {middle - BOLLINGER_WIDTH * deviation, middle, middle + BOLLINGER_WIDTH * deviation};
    }

    /// State of a strategy over the bars, up to the newest.
    ///
    /// @param key what the state depends on besides the bars
    <F extends Fold> F fold(Class<F> type, Object key, Supplier<F> fresh) {
        F fold = type.cast(folds.computeIfAbsent(key, any -> fresh.get()));
        while (fold.seen() < size()) {
            fold.take(this);
        }
        return fold;
    }

    private double value(String name, Supplier<Indicator<Num>> fresh, int index) {
        if (index < 0) {
            return Double.NaN;
        }
        Indicator<Num> indicator = indicators.get(name);
        if (indicator == null) {
            indicator = fresh.get();
            indicators.put(name, indicator);
        }
        return indicator.getValue(index).doubleValue();
    }

    private static Num num(Number value) {
        return DoubleNum.valueOf(value.doubleValue());
    }
}
