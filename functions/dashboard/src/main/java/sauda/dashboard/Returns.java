package sauda.dashboard;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.portfolio.Figures;
import sauda.core.portfolio.Period;
import sauda.core.portfolio.TradingDay;
import sauda.events.Rupees;
import sauda.events.Trade;

/// Returns by day, week or month: of accounts, of models, of strategies.
final class Returns {

    private static final List<String> PERIODS = words(Period.values());
    private static final List<String> GROUPS = List.of("account", "strategy", "model");

    private final Config config;
    private final InstantSource clock;
    private final History history;

    Returns(Config config, InstantSource clock, History history) {
        this.config = config;
        this.clock = clock;
        this.history = history;
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    Operation operation() {
        return Operation.reads(
                ReturnsView.class,
                this::returns,
                Parameter.oneOf("period", PERIODS, "day when absent; a week begins on Monday"),
                Parameter.oneOf("by", GROUPS, "account when absent"),
                Parameter.FROM,
                Parameter.TO);
    }

    /// One row for each name and each period in which it had a trading day or closed a trade,
    /// oldest period first, names in configured order. The span is in whole days; without `from`
    /// and `to` the last 366.
    record ReturnsView(String period, String by, List<Row> rows) {}

    /// Accounts and models are measured by their value, at marks, after charges. A model is all
    /// accounts that ask it first by the configuration of now, `rules` and `ensemble` stand for
    /// accounts without one of their own. A strategy is measured by its closed trades.
    ///
    /// @param name          of the account, the strategy or the model
    /// @param start         first day of the period, whether or not it was a trading day
    /// @param pnl           rupees after charges, before model cost
    /// @param returnPercent of the value at the period's opening; for a strategy that of all accounts
    ///                      together but the baselines when they traded it
    /// @param trades        closed in the period
    /// @param charges       rupees: of the days as billed; for a strategy those of its trades, which no bill rounds
    record Row(String name, LocalDate start, Rupees pnl, BigDecimal returnPercent, int trades, Rupees charges) {}

    /// An account in the span.
    private record Held(AccountSpec spec, List<TradingDay> days, List<Trade> trades) {}

    private ReturnsView returns(Request request) {
        String period = request.word("period", PERIODS).orElse("day");
        String by = request.word("by", GROUPS).orElse("account");
        Span span = Span.of(request, clock.instant(), History.MOST_DAYS);
        List<Held> all = config.accounts().stream()
                .flatMap(spec -> history.book(spec.name()).stream()
                        .map(book -> new Held(
                                spec,
                                history.days(book, span.firstDay(), span.lastDay()),
                                history.closed(book, span.firstDay(), span.lastDay()))))
                .toList();
        Period each = Period.valueOf(period.toUpperCase(Locale.ROOT));
        List<Row> rows = new ArrayList<>();
        switch (by) {
            case "strategy" -> rows.addAll(byStrategy(all, each));
            case "model" ->
                names(all, Returns::modelOf)
                        .forEach(name -> rows.addAll(byValue(name, only(all, name, Returns::modelOf), each)));
            default -> all.forEach(one -> rows.addAll(byValue(one.spec().name(), List.of(one), each)));
        }
        rows.sort(Comparator.comparing(Row::start));
        return new ReturnsView(period, by, rows);
    }

    private static String modelOf(Held one) {
        return Objects.requireNonNullElseGet(one.spec().model(), () -> PerformanceApi.kindOf(one.spec()));
    }

    private static List<String> names(List<Held> all, Function<Held, String> name) {
        return all.stream().map(name).distinct().toList();
    }

    private static List<Held> only(List<Held> all, String wanted, Function<Held, String> name) {
        return all.stream().filter(one -> name.apply(one).equals(wanted)).toList();
    }

    private static List<Row> byValue(String name, List<Held> group, Period each) {
        Map<LocalDate, List<List<TradingDay>>> days = new TreeMap<>();
        for (Held one : group) {
            one.days().stream()
                    .collect(Collectors.groupingBy(day -> each.startOf(day.date()), TreeMap::new, Collectors.toList()))
                    .forEach((start, some) -> days.computeIfAbsent(start, first -> new ArrayList<>())
                            .add(some));
        }
        Map<LocalDate, Long> trades = group.stream()
                .flatMap(one -> one.trades().stream())
                .collect(Collectors.groupingBy(trade -> startOf(trade, each), Collectors.counting()));
        List<Row> rows = new ArrayList<>();
        days.forEach((start, accounts) -> {
            List<Figures> figures =
                    accounts.stream().flatMap(some -> Figures.of(some).stream()).toList();
            Rupees pnl = sum(figures, Figures::pnl);
            rows.add(new Row(
                    name,
                    start,
                    pnl,
                    Figures.percent(pnl, sum(figures, Figures::opening)),
                    trades.getOrDefault(start, 0L).intValue(),
                    sum(figures, Figures::charges)));
        });
        return rows;
    }

    private static LocalDate startOf(Trade trade, Period each) {
        return each.startOf(TradingCalendar.dateOf(Objects.requireNonNull(trade.closedAt())));
    }

    private static <T> Rupees sum(List<T> all, Function<T, Rupees> part) {
        return all.stream().map(part).reduce(Rupees.ZERO, Rupees::plus);
    }

    private List<Row> byStrategy(List<Held> all, Period each) {
        // the rules account repeats the strategies with money that is not in the total
        List<Held> sharing = all.stream().filter(one -> !one.spec().baseline()).toList();
        Map<LocalDate, Rupees> openings = new TreeMap<>();
        for (Held one : sharing) {
            one.days().stream()
                    .collect(Collectors.groupingBy(day -> each.startOf(day.date())))
                    .forEach((start, days) ->
                            openings.merge(start, days.getFirst().opening(), Rupees::plus));
        }
        List<Row> rows = new ArrayList<>();
        List<Trade> trades =
                sharing.stream().flatMap(one -> one.trades().stream()).toList();
        for (String strategy : config.strategies().keySet()) {
            trades.stream()
                    .filter(trade -> trade.strategy().equals(strategy))
                    .collect(Collectors.groupingBy(trade -> startOf(trade, each), TreeMap::new, Collectors.toList()))
                    .forEach((start, some) -> {
                        Rupees pnl = sum(some, Trade::net).toPaisa();
                        rows.add(new Row(
                                strategy,
                                start,
                                pnl,
                                Figures.percent(pnl, openings.getOrDefault(start, Rupees.ZERO)),
                                some.size(),
                                sum(some, Trade::charges).toPaisa()));
                    });
        }
        return rows;
    }
}
