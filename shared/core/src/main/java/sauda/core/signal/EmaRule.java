package sauda.core.signal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.events.Frame;
import sauda.events.Side;

/// Crossover of two moving averages on 15m bars (`strategies.md` §3).
final class EmaRule implements Rule {

    private static final int ATR = 14;

    private final int fast;
    private final int slow;
    private final PercentStop stop;

    EmaRule(int fast, int slow, BigDecimal stopPercent) {
        this.fast = fast;
        this.slow = slow;
        this.stop = new PercentStop(stopPercent);
    }

    int fast() {
        return fast;
    }

    int slow() {
        return slow;
    }

    @Override
    public Frame frame() {
        return Frame.M15;
    }

    @Override
    public List<Finding> findings(Look look) {
        Track track = look.track(Frame.M15);
        int t = track.newest();
        double fastNow = track.ema(fast, t);
        double slowNow = track.ema(slow, t);
        double atr = track.atr(ATR, t);
        Map<String, BigDecimal> used = new Used()
                .with("ema" + fast, fastNow)
                .with("ema" + slow, slowNow)
                .with("atr" + ATR, atr)
                .asMap();
        return cross(track.ema(fast, t - 1), track.ema(slow, t - 1), fastNow, slowNow)
                .map(side -> new Finding(
                        side == Side.BUY ? "BULLISH_CROSS" : "BEARISH_CROSS",
                        side,
                        strength(fastNow - slowNow, atr),
                        used))
                .stream()
                .toList();
    }

    @Override
    public Optional<BigDecimal> stop(Look look, Side side) {
        return Optional.of(stop.beyond(look.entry().amount(), side));
    }

    /// Touching is not crossing: it counts as being where the line came from.
    static Optional<Side> cross(double fastBefore, double slowBefore, double fastNow, double slowNow) {
        if (fastBefore <= slowBefore && fastNow > slowNow) {
            return Optional.of(Side.BUY);
        }
        if (fastBefore >= slowBefore && fastNow < slowNow) {
            return Optional.of(Side.SELL);
        }
        return Optional.empty();
    }

    static double strength(double apart, double atr) {
        return Math.min(100, 1000 * Math.abs(apart) / atr);
    }
}
