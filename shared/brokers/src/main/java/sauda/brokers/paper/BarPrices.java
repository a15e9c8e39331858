package sauda.brokers.paper;

import java.math.BigDecimal;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Side;

/// What a bar charges for dealing in it (`strategies.md` §8).
///
/// @param tick tick size of the stock
public record BarPrices(Bar bar, Rupees tick) {

    private static final BigDecimal LEAST = new BigDecimal("0.0001");
    private static final int TENTH = 10;

    /// The larger of one tick and 0.01 % of the price, and a tenth of the bar's range for as
    /// much of the bar's volume as the shares are. Unrounded; a bar without volume has no
    /// share of it to charge for.
    public Rupees slippage(Rupees price, long shares) {
        Rupees least = tick.max(price.times(LEAST));
        return bar.volume() == 0
                ? least
                : least.plus(
                        bar.high().minus(bar.low()).times(shares).dividedBy(Math.multiplyExact(bar.volume(), TENTH)));
    }

    /// The price with the slippage against us, on the tick grid and again against us. A sale
    /// brings at least one tick, however large it is against the bar.
    public Rupees worse(Side side, Rupees price, Rupees slippage) {
        return switch (side) {
            case BUY -> price.plus(slippage).upToTick(tick);
            case SELL -> price.minus(slippage).downToTick(tick).max(tick);
        };
    }

    /// Most shares that entries may take of the bar, and most that exits may.
    public long capacity() {
        return bar.volume() / TENTH;
    }
}
