package sauda.core.signal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import sauda.events.Frame;
import sauda.events.Side;

/// RSI on 5m bars, back out of an extreme (`strategies.md` §4).
final class RsiRule implements Rule {

    private final int period;
    private final double oversold;
    private final double overbought;
    private final PercentStop stop;

    RsiRule(int period, double oversold, double overbought, BigDecimal stopPercent) {
        this.period = period;
        this.oversold = oversold;
        this.overbought = overbought;
        this.stop = new PercentStop(stopPercent);
    }

    int period() {
        return period;
    }

    @Override
    public Frame frame() {
        return Frame.M5;
    }

    @Override
    public List<Finding> findings(Look look) {
        Track track = look.track(Frame.M5);
        return find(index -> track.rsi(period, index), track.newest()).stream().toList();
    }

    @Override
    public Optional<BigDecimal> stop(Look look, Side side) {
        return Optional.of(stop.beyond(look.entry().amount(), side));
    }

    /// @param rsi by bar; `NaN` where there is none
    Optional<Finding> find(IntToDoubleFunction rsi, int t) {
        double before = rsi.applyAsDouble(t - 1);
        double now = rsi.applyAsDouble(t);
        Map<String, BigDecimal> used = new Used()
                .with("rsi" + period, now)
                .with("rsi" + period + "Before", before)
                .asMap();
        if (before < oversold && oversold <= now) {
            return Optional.of(
                    new Finding("OVERSOLD_EXIT", Side.BUY, strength(i -> oversold - rsi.applyAsDouble(i), t), used));
        }
        if (before > overbought && overbought >= now) {
            return Optional.of(new Finding(
                    "OVERBOUGHT_EXIT", Side.SELL, strength(i -> rsi.applyAsDouble(i) - overbought, t), used));
        }
        return Optional.empty();
    }

    /// Ten times the furthest that RSI went beyond the level before it came back.
    private static double strength(IntToDoubleFunction beyond, int t) {
        double furthest = 0;
        for (int i = t - 1; i >= 0 && beyond.applyAsDouble(i) > 0; i--) {
            furthest = Math.max(furthest, beyond.applyAsDouble(i));
        }
        return Math.min(100, 10 * furthest);
    }
}
