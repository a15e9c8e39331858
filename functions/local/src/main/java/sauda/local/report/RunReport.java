package sauda.local.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sauda.events.Rupees;
import sauda.local.run.LocalRun;

/// What a run shows at its end.
///
/// @param market  where the candles came from
/// @param said    ticks of the agenda that were said, and how many there were
/// @param breaks  what does not tie; empty when the ledger ties
/// @param hash    of all facts in the ledger
/// @param seconds the run took
/// @param spent   milliseconds by function, queues and stream
public record RunReport(
        String market,
        String from,
        String to,
        int said,
        int agenda,
        List<AccountReport> accounts,
        List<String> breaks,
        String hash,
        BigDecimal seconds,
        Map<String, Long> spent) {

    private static final String ROW = "%-10s %-28s %6s %6s %12s %10s %12s %9s %6s %9s %8s%n";

    public static RunReport of(LocalRun run, String market, String from, String to, int said, int agenda, long nanos) {
        Map<String, Long> spent = new TreeMap<>();
        run.spent().forEach((what, time) -> spent.put(what, time / 1_000_000));
        return new RunReport(
                market,
                from,
                to,
                said,
                agenda,
                run.config().activeAccounts().stream()
                        .map(account -> AccountReport.of(account, run.ledger()))
                        .toList(),
                run.breaks(),
                run.hash(),
                BigDecimal.valueOf(nanos).movePointLeft(9).setScale(1, RoundingMode.HALF_UP),
                spent);
    }

    public boolean ties() {
        return breaks.isEmpty();
    }

    /// For people.
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                ROW,
                "account",
                "advisor",
                "trades",
                "win %",
                "gross",
                "charges",
                "net",
                "drawdown",
                "calls",
                "tokens",
                "cost"));
        for (AccountReport account : accounts) {
            text.append(String.format(
                    Locale.ROOT,
                    ROW,
                    account.account(),
                    account.advisor(),
                    account.trades(),
                    account.winPercent() == null ? "-" : account.winPercent(),
                    money(account.gross()),
                    money(account.charges()),
                    money(account.net()),
                    account.drawdownPercent() + " %",
                    account.calls(),
                    account.tokens(),
                    money(account.modelCost())));
        }
        for (AccountReport account : accounts) {
            if (!account.denied().isEmpty()) {
                text.append("denied ")
                        .append(account.account())
                        .append(": ")
                        .append(account.denied().entrySet().stream()
                                .map(reason -> reason.getKey() + " " + reason.getValue())
                                .collect(Collectors.joining(", ")))
                        .append('\n');
            }
        }
        text.append(
                ties()
                        ? "ledger ties: cash, positions, charges, counters and audit chains\n"
                        : "LEDGER DOES NOT TIE\n");
        breaks.forEach(found -> text.append("  ").append(found).append('\n'));
        text.append("ledger hash ").append(hash).append('\n');
        text.append(said)
                .append(" of ")
                .append(agenda)
                .append(" ticks in ")
                .append(seconds)
                .append(" s; where the time went (ms): ")
                .append(spent.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(part -> part.getKey() + " " + part.getValue())
                        .collect(Collectors.joining(", ")))
                .append('\n');
        return text.toString();
    }

    private static String money(Rupees amount) {
        return Inr.format(amount);
    }
}
