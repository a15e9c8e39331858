package sauda.infra.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import sauda.events.Routes;
import sauda.events.Routes.Per;

/// How often everything runs in a month of trading.
///
/// @param runs    by function
/// @param firings of all schedules
final class Month {

    static final int TRADING_DAYS = 21;
    static final int HOURS = 730;
    static final int MINUTES_OPEN = 385;

    /// Read units of an item of a hundred bytes, of which four kilobytes make one.
    private static final BigDecimal ARRIVAL = new BigDecimal("0.025");

    /// The accounts of the run that was measured.
    private static final int MEASURED_ACCOUNTS = 3;

    /// What a function without a schedule, queue or page of its own is called a day.
    private static final int NOW_AND_THEN = 20;

    private final Inventory inventory;
    private final Load load;
    private final Usage usage;
    private final Map<String, BigDecimal> runs = new TreeMap<>();

    Month(Inventory inventory, Load load, Usage usage) {
        this.inventory = inventory;
        this.load = load;
        this.usage = usage;
        Routes.FUNCTIONS.stream()
                .filter(function -> function.stream().isEmpty())
                .forEach(function -> runs.put(function.name(), times(runsOfADay(function), TRADING_DAYS)));
        BigDecimal batches = batches();
        Routes.FUNCTIONS.stream()
                .filter(function -> !function.stream().isEmpty())
                .forEach(function -> runs.put(function.name(), batches));
    }

    BigDecimal runs(Routes.Function function) {
        return runs.getOrDefault(function.name(), BigDecimal.ZERO);
    }

    BigDecimal runs() {
        return runs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal firings() {
        return times(
                BigDecimal.valueOf(inventory.firings().values().stream()
                        .mapToInt(count -> count)
                        .sum()),
                TRADING_DAYS);
    }

    /// With a model, and those of the baseline: each account decides at each tick.
    int accounts() {
        return inventory.functions().getOrDefault("decisions", 0);
    }

    int ticks() {
        return inventory.firings().getOrDefault("tick", 0);
    }

    /// Of accounts with a model.
    BigDecimal decisions() {
        return BigDecimal.valueOf((long) ticks() * load.accounts() * TRADING_DAYS);
    }

    BigDecimal calls() {
        return usage.day().calls().multiply(BigDecimal.valueOf((long) load.users() * TRADING_DAYS));
    }

    BigDecimal pushes() {
        return usage.day().pushes().multiply(BigDecimal.valueOf((long) load.users() * TRADING_DAYS));
    }

    /// What a function that goes through all accounts reads grows with them, and each stock looks
    /// at the arrivals of all.
    BigDecimal reads(Routes.Function function) {
        BigDecimal once = usage.of(function.name()).reads().multiply(runs(function));
        if (function.per() == Per.STOCK) {
            return once.add(ARRIVAL.multiply(BigDecimal.valueOf(load.stocks() - Costs.SHIPPED.stocks()))
                    .multiply(runs(function)));
        }
        return function.duty() != null
                ? once.multiply(BigDecimal.valueOf(accounts()))
                        .divide(BigDecimal.valueOf(MEASURED_ACCOUNTS), Bill.EXACT)
                : once;
    }

    BigDecimal writes(Routes.Function function) {
        return usage.of(function.name()).writes().multiply(runs(function));
    }

    private BigDecimal runsOfADay(Routes.Function function) {
        int instances = inventory.functions().getOrDefault(function.name(), 0);
        if (instances == 0) {
            return BigDecimal.ZERO;
        }
        if (function.duty() != null) {
            return BigDecimal.valueOf((long) instances
                    * inventory.firings().getOrDefault(function.duty().code(), 0));
        }
        if (function.consumes().contains(Routes.BARS)) {
            return BigDecimal.valueOf((long) accounts() * ticks());
        }
        if (function.consumes().contains(Routes.DECISIONS)) {
            return BigDecimal.valueOf((long) instances * ticks());
        }
        if (function.consumes().contains(Routes.ENTRIES)) {
            return times(usage.day().orders(), accounts());
        }
        if (function.name().equals("dashboard")) {
            return times(usage.day().calls(), load.users());
        }
        return BigDecimal.valueOf((long) NOW_AND_THEN * instances);
    }

    /// The stream starts a function about once for each run that wrote.
    private BigDecimal batches() {
        return runs.entrySet().stream()
                .map(entry -> entry.getValue()
                        .multiply(usage.of(entry.getKey()).writes().min(BigDecimal.ONE)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal times(BigDecimal value, int times) {
        return value.multiply(BigDecimal.valueOf(times));
    }
}
