package sauda.core.signal;

import java.math.BigDecimal;
import sauda.events.Side;

/// A stop that many percent beyond a price, in decimals.
record PercentStop(BigDecimal percent) {

    BigDecimal beyond(BigDecimal price, Side side) {
        BigDecimal share = percent.movePointLeft(2);
        return price.multiply(side == Side.BUY ? BigDecimal.ONE.subtract(share) : BigDecimal.ONE.add(share));
    }
}
