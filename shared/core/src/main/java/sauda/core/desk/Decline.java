package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.portfolio.Degradation;
import sauda.core.portfolio.Fall;
import sauda.core.portfolio.TradingDay;
import sauda.events.Alert;
import sauda.events.Trade;

/// What gets worse day by day: an account below its highest value, a strategy or a model below
/// its own record. Told on the day that makes it so, not each day it lasts.
final class Decline {

    private static final int URGENT_FROM = 15;

    private Decline() {}

    /// @param days of the account, oldest first
    static Optional<Alert> drawdown(String account, List<TradingDay> days, Instant at) {
        return Fall.beyondAStep(days)
                .map(fall -> new Alert(
                        "DRAWDOWN",
                        account,
                        account + " stands " + fall.percent() + " % below its highest value: "
                                + fall.value().printed() + " after "
                                + fall.peak().printed(),
                        fall.step() >= URGENT_FROM ? Alert.Level.URGENT : Alert.Level.WARN,
                        Map.of(
                                "percent",
                                fall.percent(),
                                "value",
                                fall.value().amount(),
                                "peak",
                                fall.peak().amount()),
                        at));
    }

    /// @param code   `STRATEGY_DEGRADED` or `MODEL_DEGRADED`
    /// @param closed all its trades, those of today too
    /// @param today  those of today
    static Optional<Alert> degraded(String code, String name, List<Trade> closed, List<Trade> today, Instant at) {
        List<Trade> before =
                closed.stream().filter(trade -> !today.contains(trade)).toList();
        boolean wasWorse = Degradation.of(before).filter(Degradation::isWorse).isPresent();
        return Degradation.of(closed)
                .filter(found -> found.isWorse() && !wasWorse)
                .map(found -> new Alert(
                        code,
                        name,
                        name + " does worse than its own record: its last " + found.recent() + " trades brought "
                                + found.recentPercent() + " % each of what was entered, the " + found.before()
                                + " before them " + found.beforePercent() + " % (t = " + found.t()
                                + "): look at it, and switch it off if it goes on",
                        Alert.Level.WARN,
                        Map.of(
                                "t", found.t(),
                                "recentPercent", found.recentPercent(),
                                "beforePercent", found.beforePercent(),
                                "recent", BigDecimal.valueOf(found.recent()),
                                "before", BigDecimal.valueOf(found.before())),
                        at));
    }
}
