package sauda.brokers.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The shape of a day: much happens after the open, little at noon, more before the
/// close.
final class Smile {

    private static final Map<Integer, double[]> VOLATILITY = new ConcurrentHashMap<>();
    private static final Map<Integer, double[]> VOLUME = new ConcurrentHashMap<>();

    private Smile() {}

    /// For each of the day's bars, relative to a usual bar.
    static double[] volatility(int bars) {
        return VOLATILITY.computeIfAbsent(bars, n -> shape(n, 0.75, 1.1, 0.5));
    }

    /// For each of the day's bars, relative to a usual bar.
    static double[] volume(int bars) {
        return VOLUME.computeIfAbsent(bars, n -> shape(n, 0.6, 2.6, 1.8));
    }

    private static double[] shape(int bars, double noon, double open, double close) {
        double[] shape = new double[bars];
        for (int i = 0; i < bars; i++) {
            double passed = (i + 0.5) / bars;
            shape[i] = noon + open * StrictMath.exp(-passed / 0.07) + close * StrictMath.exp((passed - 1) / 0.07);
        }
        return shape;
    }
}
