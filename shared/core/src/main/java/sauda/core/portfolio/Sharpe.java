package sauda.core.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/// Mean of the daily returns over their standard deviation (that of a sample), times √252, over
/// a riskless return of nothing: an intraday account holds no money overnight that would earn one.
public final class Sharpe {

    /// Fewer days say nothing: even so many leave an error of about ±3.5.
    public static final int LEAST_DAYS = 20;

    private static final double TRADING_DAYS = 252;

    private Sharpe() {}

    /// @param returns of days in order, such as 0.01 for one percent
    /// @return two decimals; empty under 20 days, or when all of them are alike
    public static Optional<BigDecimal> of(List<BigDecimal> returns) {
        if (returns.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        return Spread.of(returns)
                .map(spread -> spread.mean() / spread.deviation() * Math.sqrt(TRADING_DAYS))
                .map(ratio -> BigDecimal.valueOf(ratio).setScale(2, RoundingMode.HALF_UP));
    }
}
