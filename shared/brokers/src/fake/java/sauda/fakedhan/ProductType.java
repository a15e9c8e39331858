package sauda.fakedhan;

import java.math.BigDecimal;
import sauda.core.config.Config;

/// Under which rules shares are held.
public enum ProductType {
    CNC,
    INTRADAY,
    MARGIN,
    MTF;

    private static final BigDecimal FIFTH = new BigDecimal(20);
    private static final BigDecimal WHOLE = new BigDecimal(100);

    /// Percent of the value that is blocked.
    BigDecimal marginPercent() {
        return this == INTRADAY ? FIFTH : WHOLE;
    }

    /// Whether the fake offers it for shares.
    boolean isOffered() {
        return this == CNC || this == INTRADAY;
    }

    Config.Product charged() {
        return this == INTRADAY ? Config.Product.INTRADAY : Config.Product.DELIVERY;
    }
}
