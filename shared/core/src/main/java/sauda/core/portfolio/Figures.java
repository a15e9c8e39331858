package sauda.core.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;

/// How an account did over days that follow each other.
///
/// @param from               first of the days
/// @param to                 last of them
/// @param days               how many
/// @param opening            value at the opening of the first
/// @param value              value at the closing of the last
/// @param pnl                the one less the other: after charges, before the model's cost
/// @param returnPercent      of the opening value, two decimals
/// @param maxDrawdownPercent deepest fall from a peak, at every mark, in percent of the peak
/// @param sharpe             see [Sharpe], two decimals; null under 20 days
/// @param charges            of the days, as billed
/// @param modelCost          rupees that the account's model cost on these days
public record Figures(
        LocalDate from,
        LocalDate to,
        int days,
        Rupees opening,
        Rupees value,
        Rupees pnl,
        BigDecimal returnPercent,
        BigDecimal maxDrawdownPercent,
        @Nullable BigDecimal sharpe,
        Rupees charges,
        Rupees modelCost) {

    /// @param days in order; empty gives nothing
    public static Optional<Figures> of(List<TradingDay> days) {
        return days.isEmpty() ? Optional.empty() : Optional.of(ofSome(days));
    }

    private static Figures ofSome(List<TradingDay> days) {
        Rupees opening = days.getFirst().opening();
        Rupees value = days.getLast().closing();
        return new Figures(
                days.getFirst().date(),
                days.getLast().date(),
                days.size(),
                opening,
                value,
                value.minus(opening),
                percent(value.minus(opening), opening),
                days.stream()
                        .map(TradingDay::drawdown)
                        .reduce(Drawdown::then)
                        .orElseThrow()
                        .percent(),
                Sharpe.of(days.stream()
                                .filter(day -> day.opening().isPositive())
                                .map(day -> day.pnl().over(day.opening()))
                                .toList())
                        .orElse(null),
                sum(days, day -> day.day().charges()),
                sum(days, day -> day.day().modelCost()));
    }

    private static Rupees sum(List<TradingDay> days, Function<TradingDay, Rupees> part) {
        return days.stream().map(part).reduce(Rupees.ZERO, Rupees::plus);
    }

    /// Two decimals, half-up; 0 of nothing.
    public static BigDecimal percent(Rupees part, Rupees whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO.setScale(2)
                : part.over(whole).movePointRight(2).setScale(2, RoundingMode.HALF_UP);
    }
}
