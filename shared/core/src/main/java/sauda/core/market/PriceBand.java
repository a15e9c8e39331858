package sauda.core.market;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import sauda.events.Bar;
import sauda.events.Rupees;

/// Between which prices the exchange takes orders. A stock with derivatives has no fixed
/// circuit: an edge moves away when trades come within 0.1 points of it, by 5 points,
/// then by 3, then by 2 as often as needed.
///
/// Each edge moves by itself and at once. The exchange waits 15 minutes and more, and
/// since 2024-11-18 slides the opposite edge along; both matter only to orders that are
/// many percent away from the market, and ours never are.
///
/// @param low  lowest price an order may have, on the tick grid
/// @param high highest price an order may have, on the tick grid
public record PriceBand(Rupees low, Rupees high) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal NEAR = new BigDecimal("0.1");
    private static final BigDecimal FIRST = new BigDecimal(5);
    private static final BigDecimal SECOND = new BigDecimal(3);
    private static final BigDecimal LATER = new BigDecimal(2);

    /// The band before the day's first trade.
    ///
    /// @param percent half its width, such as 10, or 5 on a drill day
    public static PriceBand atOpen(Rupees previousClose, BigDecimal percent, Rupees tick) {
        return after(previousClose, previousClose, previousClose, percent, tick);
    }

    /// The band after the day's bars so far.
    public static PriceBand after(List<Bar> today, Rupees previousClose, BigDecimal percent, Rupees tick) {
        Rupees lowest = previousClose;
        Rupees highest = previousClose;
        for (Bar bar : today) {
            lowest = lowest.min(bar.low());
            highest = highest.max(bar.high());
        }
        return after(lowest, highest, previousClose, percent, tick);
    }

    /// The band after trades between two prices.
    public static PriceBand after(
            Rupees lowest, Rupees highest, Rupees previousClose, BigDecimal percent, Rupees tick) {
        BigDecimal down = widened(percent, move(previousClose.minus(lowest), previousClose));
        BigDecimal up = widened(percent, move(highest.minus(previousClose), previousClose));
        Rupees low =
                previousClose.percent(HUNDRED.subtract(down)).upToTick(tick).max(tick);
        Rupees high = previousClose.percent(HUNDRED.add(up)).downToTick(tick);
        return new PriceBand(low, high);
    }

    public boolean holds(Rupees price) {
        return !price.below(low) && !price.above(high);
    }

    private static BigDecimal move(Rupees distance, Rupees previousClose) {
        return distance.over(previousClose).movePointRight(2);
    }

    private static BigDecimal widened(BigDecimal percent, BigDecimal move) {
        BigDecimal edge = percent;
        for (BigDecimal step : List.of(FIRST, SECOND)) {
            if (isNear(edge, move)) {
                edge = edge.add(step);
            }
        }
        if (!isNear(edge, move)) {
            return edge;
        }
        BigDecimal steps = move.subtract(edge.subtract(NEAR))
                .divide(LATER, MathContext.DECIMAL128)
                .setScale(0, RoundingMode.FLOOR)
                .add(BigDecimal.ONE);
        return edge.add(steps.multiply(LATER));
    }

    private static boolean isNear(BigDecimal edge, BigDecimal move) {
        return move.compareTo(edge.subtract(NEAR)) >= 0;
    }
}
