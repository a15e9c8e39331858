package sauda.core.signal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.signal.Chart.Vwap;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Side;

/// Breakout and retest of the session's VWAP on 5m bars, and their bearish twins
/// (`strategies.md` §2).
final class VwapRule implements Rule {

    private static final int ATR = 14;
    private static final int VOLUME_BARS = 20;
    private static final int FIRST_BAR = 2;
    private static final int BARS_BEYOND = 3;
    private static final int STOP_DECIMALS = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final double momentum;
    private final BigDecimal tolerance;
    private final PercentStop stop;

    /// @param momentum         least body of a breakout, in ATR
    /// @param tolerancePercent how near a retest must come, in percent of VWAP
    VwapRule(BigDecimal momentum, BigDecimal tolerancePercent, BigDecimal stopPercent) {
        this.momentum = momentum.doubleValue();
        this.tolerance = tolerancePercent.movePointLeft(2);
        this.stop = new PercentStop(stopPercent);
    }

    @Override
    public Frame frame() {
        return Frame.M5;
    }

    /// Nothing was traded: there is no VWAP.
    @Override
    public boolean ready(Look look) {
        return now(look).isPresent();
    }

    @Override
    public List<Finding> findings(Look look) {
        Day day = new Day(look);
        List<Finding> findings = new ArrayList<>();
        for (Side side : Side.values()) {
            breakout(day, side).or(() -> retest(day, side)).ifPresent(findings::add);
        }
        return findings;
    }

    @Override
    public Optional<BigDecimal> stop(Look look, Side side) {
        return now(look).map(vwap -> stop.beyond(vwap.setScale(STOP_DECIMALS, RoundingMode.HALF_UP), side));
    }

    private Optional<Finding> breakout(Day day, Side side) {
        if (!brokeOut(day, day.newest(), side)) {
            return Optional.empty();
        }
        double body = Math.abs(day.body(day.newest()));
        double atr = day.atrBefore(day.newest());
        return Optional.of(new Finding(
                side == Side.BUY ? "BULLISH_BREAKOUT" : "BEARISH_BREAKDOWN",
                side,
                body == 0 ? 0 : Math.min(100, 50 * body / atr),
                day.used()));
    }

    /// @param i bar of the session, from 0
    private boolean brokeOut(Day day, int i, Side side) {
        return i >= FIRST_BAR
                && day.beyond(i - 1, side.opposite(), true)
                && day.beyond(i, side, false)
                && side.sign() * day.body(i) >= momentum * day.atrBefore(i)
                && day.volumeIsUp(i);
    }

    private Optional<Finding> retest(Day day, Side side) {
        int t = day.newest();
        if (t < BARS_BEYOND || !(side.sign() * day.body(t) > 0) || !day.beyond(t, side, false)) {
            return Optional.empty();
        }
        for (int i = t - BARS_BEYOND; i < t; i++) {
            if (!day.beyond(i, side, false)) {
                return Optional.empty();
            }
        }
        BigDecimal vwap = day.vwap(t);
        Bar bar = day.bar(t);
        BigDecimal reached = (side == Side.BUY ? bar.low() : bar.high()).amount();
        BigDecimal near = vwap.multiply(tolerance);
        BigDecimal distance = reached.subtract(vwap);
        boolean touches = side == Side.BUY
                ? distance.compareTo(near) <= 0
                : distance.negate().compareTo(near) <= 0;
        if (!touches || !brokeOutBefore(day, t, side)) {
            return Optional.empty();
        }
        double strength = near.signum() == 0
                ? 0
                : HUNDRED.multiply(BigDecimal.ONE.subtract(distance.abs().divide(near, MathContext.DECIMAL128)))
                        .doubleValue();
        return Optional.of(new Finding(
                side == Side.BUY ? "BULLISH_RETEST" : "BEARISH_RETEST", side, Math.max(0, strength), day.used()));
    }

    private boolean brokeOutBefore(Day day, int t, Side side) {
        for (int i = FIRST_BAR; i < t; i++) {
            if (brokeOut(day, i, side)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<BigDecimal> now(Look look) {
        Vwap vwap = look.chart().vwap();
        return vwap.at(look.track(Frame.M5).newest() - vwap.firstBar());
    }

    /// The newest session's bars, counted from 0, with what came before them.
    private static final class Day {

        private final Track track;
        private final Vwap vwap;

        Day(Look look) {
            this.track = look.track(Frame.M5);
            this.vwap = look.chart().vwap();
        }

        int newest() {
            return track.newest() - vwap.firstBar();
        }

        Bar bar(int i) {
            return track.bar(vwap.firstBar() + i);
        }

        BigDecimal vwap(int i) {
            return vwap.at(i).orElseThrow();
        }

        /// Whether the close lies on the side's side of its own VWAP.
        boolean beyond(int i, Side side, boolean orOnIt) {
            return vwap.at(i)
                    .map(line -> side.sign() * bar(i).close().amount().compareTo(line))
                    .filter(compared -> orOnIt ? compared >= 0 : compared > 0)
                    .isPresent();
        }

        double body(int i) {
            return bar(i).close().minus(bar(i).open()).amount().doubleValue();
        }

        double atrBefore(int i) {
            return track.atr(ATR, vwap.firstBar() + i - 1);
        }

        /// At least the mean of the 20 bars before, of any session.
        boolean volumeIsUp(int i) {
            int at = vwap.firstBar() + i;
            if (at < VOLUME_BARS) {
                return false;
            }
            long before = 0;
            for (int j = at - VOLUME_BARS; j < at; j++) {
                before += track.bar(j).volume();
            }
            return track.bar(at).volume() * VOLUME_BARS >= before;
        }

        Map<String, BigDecimal> used() {
            return new Used()
                    .with("vwap", vwap(newest()))
                    .with("atr" + ATR, atrBefore(newest()))
                    .asMap();
        }
    }
}
