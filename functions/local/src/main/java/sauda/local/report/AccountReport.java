package sauda.local.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.DecisionMade;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Proposal;
import sauda.events.Rupees;
import sauda.events.Snapshot;
import sauda.events.Trade;

/// How an account did in a run, all from its ledger.
///
/// @param advisor         who decided; `(stand-in)` where a scripted one did, `(baseline)` where it is
///                        only to be compared with
/// @param trades          round trips that are over
/// @param winPercent      of these with a profit after charges, null when there is none
/// @param gross           profit before charges
/// @param charges         as billed
/// @param net             value now against capital
/// @param drawdown        deepest fall of the value from a peak
/// @param drawdownPercent the same in percent of the peak
/// @param modelCost       rupees; not part of the net
/// @param denied          how often by first reason, at the decision and at the executor
public record AccountReport(
        String account,
        String advisor,
        long trades,
        @org.jspecify.annotations.Nullable BigDecimal winPercent,
        Rupees gross,
        Rupees charges,
        Rupees net,
        Rupees drawdown,
        BigDecimal drawdownPercent,
        long decisions,
        long calls,
        long tokens,
        Rupees modelCost,
        Map<String, Long> denied) {

    private static final int EVERYTHING = 1_000_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public static AccountReport of(AccountSpec account, Ledger ledger) {
        List<Trade> trades = all(ledger, account, "TRADE#", Trade.class).stream()
                .filter(trade -> trade.closedAt() != null)
                .toList();
        List<DecisionMade> decisions = all(ledger, account, "DECISION#", DecisionMade.class);
        List<Snapshot> snapshots = all(ledger, account, "SNAPSHOT#", Snapshot.class);
        Drawdown drawdown = Drawdown.of(snapshots);
        return new AccountReport(
                account.name(),
                advisor(account, decisions),
                trades.size(),
                winPercent(trades),
                snapshots.isEmpty() ? Rupees.ZERO : snapshots.getLast().realised(),
                snapshots.isEmpty() ? Rupees.ZERO : snapshots.getLast().charges(),
                snapshots.isEmpty() ? Rupees.ZERO : snapshots.getLast().totalPnl(),
                drawdown.rupees,
                drawdown.percent,
                decisions.size(),
                decisions.stream().mapToLong(DecisionMade::calls).sum(),
                decisions.stream().mapToLong(d -> d.tokensIn() + d.tokensOut()).sum(),
                decisions.stream().map(DecisionMade::cost).reduce(Rupees.ZERO, Rupees::plus),
                denied(decisions, all(ledger, account, "ORDER#", Order.class)));
    }

    private static <T> List<T> all(Ledger ledger, AccountSpec account, String prefix, Class<T> type) {
        return ledger.list(Keys.ofAccount(account.name()), prefix, false, EVERYTHING).stream()
                .map(item -> item.as(type))
                .toList();
    }

    private static String advisor(AccountSpec account, List<DecisionMade> decisions) {
        boolean standIn = decisions.stream().anyMatch(DecisionMade::standIn);
        String model =
                account.model() == null ? account.advisor().name().toLowerCase(java.util.Locale.ROOT) : account.model();
        return model + (standIn ? " (stand-in)" : account.baseline() ? " (baseline)" : "");
    }

    private static @org.jspecify.annotations.Nullable BigDecimal winPercent(List<Trade> trades) {
        if (trades.isEmpty()) {
            return null;
        }
        long won = trades.stream().filter(trade -> trade.net().isPositive()).count();
        return BigDecimal.valueOf(won)
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(trades.size()), 1, RoundingMode.HALF_UP);
    }

    private static Map<String, Long> denied(List<DecisionMade> decisions, List<Order> orders) {
        Map<String, Long> denied = new TreeMap<>();
        decisions.stream()
                .flatMap(decision -> decision.proposals().stream())
                .map(Proposal::denied)
                .filter(reasons -> !reasons.isEmpty())
                .forEach(reasons -> denied.merge(reasons.getFirst().code(), 1L, Long::sum));
        orders.stream()
                .filter(order -> order.state() == OrderState.DENIED)
                .forEach(order -> denied.merge(order.reasons().getFirst().code(), 1L, Long::sum));
        return denied;
    }

    private record Drawdown(Rupees rupees, BigDecimal percent) {
        static Drawdown of(List<Snapshot> snapshots) {
            Rupees peak = snapshots.isEmpty()
                    ? Rupees.ZERO
                    : snapshots.getFirst().value().minus(snapshots.getFirst().totalPnl());
            Drawdown deepest = new Drawdown(Rupees.ZERO, BigDecimal.ZERO);
            for (Snapshot snapshot : snapshots) {
                peak = peak.max(snapshot.value());
                Rupees fall = peak.minus(snapshot.value());
                if (fall.above(deepest.rupees)) {
                    deepest =
                            new Drawdown(fall, fall.over(peak).multiply(HUNDRED).setScale(2, RoundingMode.HALF_UP));
                }
            }
            return deepest;
        }
    }
}
