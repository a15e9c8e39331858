package sauda.core.signal;

import java.math.BigDecimal;
import sauda.events.Rupees;
import sauda.events.Side;

/// Stop, target and cost of one share on the tick grid (`strategies.md` §1).
///
/// @param roundTripRate charges of a round trip per rupee of entry
record Pricing(Rupees tick, BigDecimal rewardRisk, BigDecimal roundTripRate) {

    private static final BigDecimal SLIPPAGE = new BigDecimal("0.0001");
    private static final int LEAST_EDGE = 2;

    /// Away from the entry.
    Rupees stop(Side side, BigDecimal raw) {
        return side == Side.BUY ? new Rupees(raw).downToTick(tick) : new Rupees(raw).upToTick(tick);
    }

    /// As many stop distances away as the strategy asks, then toward the entry. A short's
    /// target is one tick at least: no order can have a price of zero.
    Rupees target(Side side, Rupees entry, Rupees stop) {
        Rupees distance = entry.minus(stop).abs().times(rewardRisk);
        return side == Side.BUY
                ? entry.plus(distance).downToTick(tick)
                : entry.minus(distance).upToTick(tick).max(tick);
    }

    /// Charges of a round trip of one share, and slippage of both its legs.
    Rupees cost(Rupees entry) {
        return entry.times(roundTripRate).plus(entry.times(SLIPPAGE).max(tick).times(2));
    }

    boolean isWorthIt(Rupees entry, Rupees target) {
        return !target.minus(entry).abs().below(cost(entry).times(LEAST_EDGE));
    }
}
