package sauda.core.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import sauda.events.Rupees;

/// How far a value has fallen below the highest it ever had. Told in steps of 5 %, each once
/// while it falls, and again after it has risen above the step.
///
/// @param peak    highest value, at any mark
/// @param value   now
/// @param percent the fall in percent of the peak, two decimals
/// @param step    whole steps of 5 % that it has fallen, such as 10
public record Fall(Rupees peak, Rupees value, BigDecimal percent, int step) {

    private static final int STEP = 5;

    /// @param days of an account in order, the last one as of now; empty gives nothing
    public static Optional<Fall> of(List<TradingDay> days) {
        return days.stream()
                .map(day -> day.drawdown().high())
                .reduce(Rupees::max)
                .map(peak -> {
                    Rupees value = days.getLast().closing();
                    BigDecimal percent =
                            peak.isPositive() ? peak.minus(value).over(peak).movePointRight(2) : BigDecimal.ZERO;
                    return new Fall(
                            peak, value, percent.setScale(2, RoundingMode.HALF_UP), percent.intValue() / STEP * STEP);
                });
    }

    /// The fall, when the last of the days took it beyond a step.
    public static Optional<Fall> beyondAStep(List<TradingDay> days) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        int before = of(days.subList(0, days.size() - 1)).map(Fall::step).orElse(0);
        return of(days).filter(fall -> fall.step() > before);
    }
}
