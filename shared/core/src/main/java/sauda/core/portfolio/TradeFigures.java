package sauda.core.portfolio;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;
import sauda.events.Trade;

/// What closed trades came to.
///
/// @param trades         how many
/// @param net            sum of their results after charges
/// @param charges        of their orders, unrounded
/// @param winRatePercent share of them with a net result above 0, two decimals; null without any
/// @param best           highest net result, to the paisa; null without any
/// @param worst          lowest net result, to the paisa; null without any
public record TradeFigures(
        int trades,
        Rupees net,
        Rupees charges,
        @Nullable BigDecimal winRatePercent,
        @Nullable Rupees best,
        @Nullable Rupees worst,
        Significance significance) {

    public static TradeFigures of(List<Trade> closed) {
        List<Rupees> nets = closed.stream().map(Trade::net).toList();
        long won = nets.stream().filter(Rupees::isPositive).count();
        return new TradeFigures(
                nets.size(),
                nets.stream().reduce(Rupees.ZERO, Rupees::plus),
                closed.stream().map(Trade::charges).reduce(Rupees.ZERO, Rupees::plus),
                nets.isEmpty() ? null : Figures.percent(Rupees.of(won), Rupees.of(nets.size())),
                nets.stream()
                        .max(Comparator.naturalOrder())
                        .map(Rupees::toPaisa)
                        .orElse(null),
                nets.stream()
                        .min(Comparator.naturalOrder())
                        .map(Rupees::toPaisa)
                        .orElse(null),
                Significance.of(nets));
    }
}
