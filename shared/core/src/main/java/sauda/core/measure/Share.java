package sauda.core.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import sauda.events.Rupees;

/// Shares of a whole, in percent with two places.
final class Share {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Share() {}

    static BigDecimal of(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.multiply(HUNDRED).divide(whole, 2, RoundingMode.HALF_UP);
    }

    /// Below zero for a gain.
    static BigDecimal loss(Rupees pnl, Rupees capital) {
        return of(pnl.negated().amount(), capital.amount());
    }
}
