package sauda.core.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import sauda.events.Rupees;

/// The deepest fall of a value from a peak before it. Those of two spans that follow each other
/// give that of both together, so that a finished day is looked through once.
///
/// @param high   highest value of the span
/// @param low    lowest
/// @param peak   where the fall began that was the deepest in percent of its peak
/// @param trough where it ended; the same as the peak when the value never fell
public record Drawdown(Rupees high, Rupees low, Rupees peak, Rupees trough) {

    public static Drawdown at(Rupees value) {
        return new Drawdown(value, value, value, value);
    }

    /// @param values in order, at least one
    public static Drawdown of(List<Rupees> values) {
        return values.stream().map(Drawdown::at).reduce(Drawdown::then).orElseThrow();
    }

    /// Of this span and the one that follows it.
    public Drawdown then(Drawdown next) {
        Drawdown across = new Drawdown(high.max(next.high), low.min(next.low), high, next.low.min(high));
        return across.deepest(this).deepest(next);
    }

    private Drawdown deepest(Drawdown other) {
        return other.isDeeperThan(this) ? new Drawdown(high, low, other.peak, other.trough) : this;
    }

    private boolean isDeeperThan(Drawdown other) {
        return fall().times(other.peak.amount()).above(other.fall().times(peak.amount()));
    }

    private Rupees fall() {
        return peak.minus(trough);
    }

    /// The fall in percent of the peak, two decimals, 0 or more.
    public BigDecimal percent() {
        return peak.isPositive()
                ? fall().over(peak).movePointRight(2).setScale(2, RoundingMode.HALF_UP)
                : BigDecimal.ZERO.setScale(2);
    }
}
