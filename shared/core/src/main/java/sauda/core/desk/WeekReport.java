package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sauda.core.config.Config;
import sauda.core.portfolio.TradeFigures;
import sauda.events.Alert;
import sauda.events.Rupees;
import sauda.events.Trade;

/// The week in one message: accounts, strategies, models, and whether the record says anything.
final class WeekReport {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private WeekReport() {}

    /// What a strategy or a model did.
    ///
    /// @param week   trades closed in the week
    /// @param record trades closed in the year before its end
    record Done(String name, List<Trade> week, List<Trade> record) {}

    /// @param monday     first day of the week
    /// @param strategies in configured order, as are the models
    static Alert of(
            LocalDate monday,
            Config.Mode mode,
            List<Standing> all,
            List<Done> strategies,
            List<Done> models,
            Instant at) {
        List<String> lines = new ArrayList<>();
        lines.add("week of " + DAY.format(monday) + " (" + mode.name().toLowerCase(Locale.ROOT) + ")");
        all.forEach(one -> lines.add(line(one, Standing.baseline(all))));
        add(lines, "strategies", strategies);
        add(lines, "models", models);
        List<Standing> sharing = Standing.sharing(all);
        return new Alert(
                Alert.WEEK_SUMMARY,
                "system",
                String.join("\n", lines),
                Alert.Level.INFO,
                Map.of(
                        "weekPnl", Standing.pnl(sharing).amount(),
                        "charges", Standing.charges(sharing).amount(),
                        "modelCost", Standing.modelCost(sharing).amount(),
                        "trades", BigDecimal.valueOf(Standing.trades(sharing))),
                at);
    }

    private static String line(Standing one, Optional<Standing> baseline) {
        TradeFigures trades = one.trades();
        return one.title() + ": " + Standing.signed(one.figures().returnPercent()) + " % ("
                + Standing.signed(one.figures().pnl()) + ") in " + one.figures().days()
                + (one.figures().days() == 1 ? " day" : " days") + ", drawdown "
                + one.figures().maxDrawdownPercent() + " %, charges "
                + one.figures().charges().printed() + ", model "
                + one.figures().modelCost().printed() + one.compared(baseline) + "; " + bestAndWorst(trades);
    }

    private static String bestAndWorst(TradeFigures trades) {
        return trades.best() == null || trades.worst() == null
                ? "no trade"
                : count(trades.trades()) + ", best " + Standing.signed(trades.best()) + ", worst "
                        + Standing.signed(trades.worst());
    }

    private static void add(List<String> lines, String title, List<Done> all) {
        if (!all.isEmpty()) {
            lines.add(title + ":");
        }
        for (Done one : all) {
            Rupees net = one.week().stream().map(Trade::net).reduce(Rupees.ZERO, Rupees::plus);
            lines.add("- " + one.name() + ": " + Standing.signed(net.toPaisa()) + " in "
                    + count(one.week().size()) + "; in a year "
                    + TradeFigures.of(one.record()).significance().because());
        }
    }

    private static String count(int trades) {
        return trades + (trades == 1 ? " trade" : " trades");
    }
}
