package sauda.core.desk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.AccountSpec;
import sauda.core.portfolio.Figures;
import sauda.core.portfolio.TradeFigures;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Rupees;
import sauda.events.Trade;

/// How an account stands at the end of a day or a week.
///
/// @param closed      trades that were over in it
/// @param open        positions that are held
/// @param denied      orders that we stopped
/// @param holdPercent what holding its stocks would have returned; null when no price is known
record Standing(
        AccountSpec spec,
        Figures figures,
        List<Trade> closed,
        List<Position> open,
        List<Order> denied,
        @Nullable BigDecimal holdPercent) {

    /// The return of the baseline, if there is one among them.
    static Optional<Standing> baseline(List<Standing> all) {
        return all.stream().filter(one -> one.spec().baseline()).findFirst();
    }

    static List<Standing> sharing(List<Standing> all) {
        return all.stream().filter(one -> !one.spec().baseline()).toList();
    }

    static Rupees pnl(List<Standing> all) {
        return all.stream().map(one -> one.figures().pnl()).reduce(Rupees.ZERO, Rupees::plus);
    }

    static Rupees charges(List<Standing> all) {
        return all.stream().map(one -> one.figures().charges()).reduce(Rupees.ZERO, Rupees::plus);
    }

    static Rupees modelCost(List<Standing> all) {
        return all.stream().map(one -> one.figures().modelCost()).reduce(Rupees.ZERO, Rupees::plus);
    }

    static int trades(List<Standing> all) {
        return all.stream().mapToInt(one -> one.closed().size()).sum();
    }

    TradeFigures trades() {
        return TradeFigures.of(closed);
    }

    long won() {
        return closed.stream().filter(trade -> trade.net().isPositive()).count();
    }

    String title() {
        return spec.name() + (spec.baseline() ? " (baseline)" : "");
    }

    /// Return against holding and against the baseline, in percentage points.
    String compared(Optional<Standing> baseline) {
        StringBuilder text = new StringBuilder();
        if (holdPercent != null) {
            text.append("; holding its stocks ").append(signed(holdPercent)).append(" %");
        }
        baseline.filter(other -> !other.spec().name().equals(spec.name()))
                .ifPresent(other -> text.append("; against the baseline ")
                        .append(signed(
                                figures.returnPercent().subtract(other.figures().returnPercent())))
                        .append(" points"));
        return text.toString();
    }

    static String signed(BigDecimal number) {
        return (number.signum() > 0 ? "+" : "") + number.toPlainString();
    }

    static String signed(Rupees amount) {
        return (amount.isPositive() ? "+" : "") + amount.printed();
    }
}
