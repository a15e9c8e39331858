package sauda.core.signal;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.signal.Chart.Vwap;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Reading.Trend;
import sauda.events.Rupees;

/// What a prompt tells about a stock besides its signals: indicators, trends and the latest
/// bars. Nothing here decides a trade.
final class Surroundings {

    /// Bars that the 1h frame must have before its indicators count.
    static final int HOURLY_WARM = 100;

    private static final int EMA = 20;
    private static final int WILDER = 14;
    private static final int VOLUME_BARS = 20;
    private static final int TREND_DAYS = 5;
    private static final Map<Frame, Integer> RECENT =
            new EnumMap<>(Map.of(Frame.M5, 12, Frame.M15, 8, Frame.H1, 6, Frame.D1, 5));

    private Surroundings() {}

    /// By name and frame, four decimals; what has no value yet is left out.
    static Map<String, BigDecimal> indicators(Chart chart) {
        Track five = chart.track(Frame.M5);
        Track fifteen = chart.track(Frame.M15);
        Track hourly = chart.track(Frame.H1);
        int t = five.newest();
        double macd = five.macd(t);
        double macdSignal = five.macdSignal(t);
        double[] bollinger = five.bollinger(t);
        Used used = new Used()
                .with("ema20_5m", five.ema(EMA, t))
                .with("ema20_15m", fifteen.ema(EMA, fifteen.newest()))
                .with("rsi14_5m", five.rsi(WILDER, t))
                .with("macd_5m", macd)
                .with("macdSignal_5m", macdSignal)
                .with("macdHistogram_5m", macd - macdSignal)
                .with("atr14_5m", five.atr(WILDER, t))
                .with("atr14_15m", fifteen.atr(WILDER, fifteen.newest()))
                .with("bollingerLower_5m", bollinger[0])
                .with("bollingerMiddle_5m", bollinger[1])
                .with("bollingerUpper_5m", bollinger[2])
                .with("volumeRatio_5m", volumeRatio(five, t));
        if (hourly.size() >= HOURLY_WARM) {
            used.with("ema20_1h", hourly.ema(EMA, hourly.newest()));
        }
        Vwap vwap = chart.vwap();
        vwap.at(t - vwap.firstBar()).ifPresent(value -> used.with("vwap", value));
        range(chart.frames().today(), used);
        return used.asMap();
    }

    private static void range(List<Bar> today, Used used) {
        Optional<Rupees> high = today.stream().map(Bar::high).max(Rupees::compareTo);
        Optional<Rupees> low = today.stream().map(Bar::low).min(Rupees::compareTo);
        high.ifPresent(price -> used.with("dayHigh", price.amount()));
        low.ifPresent(price -> used.with("dayLow", price.amount()));
        today.stream()
                .findFirst()
                .ifPresent(first -> used.with("dayOpen", first.open().amount()));
    }

    /// Volume over the mean of the 20 bars before.
    private static double volumeRatio(Track track, int t) {
        if (t < VOLUME_BARS) {
            return Double.NaN;
        }
        long before = 0;
        for (int i = t - VOLUME_BARS; i < t; i++) {
            before += track.bar(i).volume();
        }
        return (double) track.bar(t).volume() * VOLUME_BARS / before;
    }

    /// Of the 1h and the daily frame, each once it has enough bars.
    static Map<Frame, Trend> trends(Chart chart) {
        Map<Frame, Trend> trends = new EnumMap<>(Frame.class);
        Track hourly = chart.track(Frame.H1);
        if (hourly.size() >= HOURLY_WARM) {
            trends.put(Frame.H1, hourlyTrend(hourly));
        }
        List<Bar> days = chart.frames().bars(Frame.D1);
        if (days.size() >= TREND_DAYS) {
            trends.put(Frame.D1, dailyTrend(days.subList(days.size() - TREND_DAYS, days.size())));
        }
        return trends;
    }

    /// UP when the close is above EMA 20 and that is rising; DOWN when both are the other way.
    private static Trend hourlyTrend(Track hourly) {
        int t = hourly.newest();
        double line = hourly.ema(EMA, t);
        double above = hourly.bar(t).close().amount().doubleValue() - line;
        double slope = line - hourly.ema(EMA, t - 1);
        return trend(Math.signum(above), Math.signum(slope));
    }

    /// UP when the last close is above the mean of the last five and above the first of them;
    /// DOWN when it is below both.
    private static Trend dailyTrend(List<Bar> days) {
        Rupees last = days.getLast().close();
        Rupees sum = days.stream().map(Bar::close).reduce(Rupees.ZERO, Rupees::plus);
        return trend(
                last.times(days.size()).compareTo(sum),
                last.compareTo(days.getFirst().close()));
    }

    private static Trend trend(double one, double other) {
        if (one > 0 && other > 0) {
            return Trend.UP;
        }
        return one < 0 && other < 0 ? Trend.DOWN : Trend.FLAT;
    }

    /// The latest closed bars of each frame, oldest first.
    static Map<Frame, List<Bar>> recent(Chart chart) {
        Map<Frame, List<Bar>> recent = new EnumMap<>(Frame.class);
        RECENT.forEach((frame, most) -> {
            List<Bar> bars = chart.frames().bars(frame);
            recent.put(frame, List.copyOf(bars.subList(Math.max(0, bars.size() - most), bars.size())));
        });
        return recent;
    }
}
