package sauda.core.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sauda.events.Trade;

/// Whether the newest trades of a strategy or a model are worse than its own record before
/// them: Welch's t over net results in percent of what was entered, so that size and the growth
/// of an account do not count. The last 20 trades are held against all before, at least 40.
///
/// They are worse when the mean fell by more than 2.5 standard errors of the difference. Without
/// any change chance alone says so of about one window in a hundred, and windows of following
/// days overlap: it is a reason to look, not a proof. Trades have a stop and a target, so no
/// single one decides.
///
/// @param before        trades of the record
/// @param recent        trades held against it
/// @param beforePercent mean of the record, percent, three decimals
/// @param recentPercent mean of the recent ones
/// @param t             the difference over its standard error, two decimals; below 0 is worse
public record Degradation(int before, int recent, BigDecimal beforePercent, BigDecimal recentPercent, BigDecimal t) {

    public static final int RECENT = 20;
    public static final int LEAST_BEFORE = 40;
    public static final BigDecimal BELOW = new BigDecimal("-2.50");

    /// @param closed trades that are over, in any order
    /// @return empty when they are too few, or all alike
    public static Optional<Degradation> of(List<Trade> closed) {
        List<BigDecimal> results = closed.stream()
                .filter(trade -> trade.closedAt() != null && trade.entered().isPositive())
                .sorted(Comparator.comparing((Trade trade) -> Objects.requireNonNull(trade.closedAt()))
                        .thenComparing(trade -> trade.id().value()))
                .map(trade -> trade.net().over(trade.entered()).movePointRight(2))
                .toList();
        int split = results.size() - RECENT;
        if (split < LEAST_BEFORE) {
            return Optional.empty();
        }
        List<BigDecimal> record = results.subList(0, split);
        return Spread.of(record)
                .flatMap(before -> Spread.of(results.subList(split, results.size()))
                        .map(recent -> between(before, split, recent)));
    }

    private static Degradation between(Spread before, int count, Spread recent) {
        double error = Math.sqrt(before.variance() / count + recent.variance() / RECENT);
        return new Degradation(
                count,
                RECENT,
                rounded(before.mean(), 3),
                rounded(recent.mean(), 3),
                rounded((recent.mean() - before.mean()) / error, 2));
    }

    public boolean isWorse() {
        return t.compareTo(BELOW) < 0;
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
