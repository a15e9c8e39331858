package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sauda.core.config.Config;
import sauda.events.Alert;
import sauda.events.Position;
import sauda.events.Reason;

/// The day in one message, a line for each account.
final class DayReport {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);

    private DayReport() {}

    /// @param told what people were told of the day
    static Alert of(LocalDate date, Config.Mode mode, List<Standing> all, List<Alert> told, Instant at) {
        List<String> lines = new ArrayList<>();
        lines.add(DAY.format(date) + " (" + mode.name().toLowerCase(Locale.ROOT) + ")");
        all.forEach(one -> lines.add(line(one, all)));
        List<Standing> sharing = Standing.sharing(all);
        if (sharing.isEmpty()) {
            lines.add("no account traded: its books were not opened");
        } else if (sharing.size() > 1) {
            lines.add("all" + (sharing.size() < all.size() ? " but the baseline" : "") + ": "
                    + Standing.signed(Standing.pnl(sharing)));
        }
        lines.add(denied(sharing));
        lines.add(open(sharing));
        lines.add(told(told));
        return new Alert(
                Alert.DAY_SUMMARY,
                "system",
                String.join("\n", lines),
                Alert.Level.INFO,
                Map.of(
                        "dayPnl", Standing.pnl(sharing).amount(),
                        "charges", Standing.charges(sharing).amount(),
                        "modelCost", Standing.modelCost(sharing).amount(),
                        "trades", BigDecimal.valueOf(Standing.trades(sharing)),
                        "denied",
                                BigDecimal.valueOf(sharing.stream()
                                        .mapToInt(one -> one.denied().size())
                                        .sum())),
                at);
    }

    private static String line(Standing one, List<Standing> all) {
        int trades = one.closed().size();
        return one.title() + ": " + Standing.signed(one.figures().pnl()) + " ("
                + Standing.signed(one.figures().returnPercent()) + " %), value "
                + one.figures().value().printed() + "; charges "
                + one.figures().charges().printed() + ", " + trades + (trades == 1 ? " trade" : " trades")
                + (trades == 0 ? "" : " (" + one.won() + " won)") + ", model "
                + one.figures().modelCost().printed() + one.compared(Standing.baseline(all));
    }

    private static String denied(List<Standing> all) {
        Map<String, Long> byCode = all.stream()
                .flatMap(one -> one.denied().stream())
                .collect(Collectors.groupingBy(
                        order -> order.reasons().stream()
                                .findFirst()
                                .map(Reason::code)
                                .orElse("UNSAID"),
                        TreeMap::new,
                        Collectors.counting()));
        return "denied: "
                + (byCode.isEmpty()
                        ? "nothing"
                        : byCode.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", ")));
    }

    private static String open(List<Standing> all) {
        String open = all.stream()
                .flatMap(one -> one.open().stream())
                .filter(position -> position.open() > 0)
                .map(DayReport::text)
                .collect(Collectors.joining(", "));
        return "open: " + (open.isEmpty() ? "nothing" : open);
    }

    private static String text(Position position) {
        return position.account() + " " + position.symbol() + " "
                + position.side().name().toLowerCase(Locale.ROOT) + " " + position.open();
    }

    /// Of what was urgent or a warning each code with its count, what was urgent first.
    private static String told(List<Alert> told) {
        Map<Alert.Level, Map<String, Long>> byLevel = told.stream()
                .filter(alert -> alert.level() != Alert.Level.INFO)
                .collect(Collectors.groupingBy(
                        Alert::level,
                        () -> new TreeMap<>(java.util.Comparator.reverseOrder()),
                        Collectors.groupingBy(Alert::code, TreeMap::new, Collectors.counting())));
        return "told: "
                + (byLevel.isEmpty()
                        ? "no warning"
                        : byLevel.entrySet().stream()
                                .map(level -> level.getKey() + " "
                                        + level.getValue().entrySet().stream()
                                                .map(code -> code.getKey()
                                                        + (code.getValue() == 1 ? "" : " " + code.getValue()))
                                                .collect(Collectors.joining(", ")))
                                .collect(Collectors.joining("; ")));
    }
}
