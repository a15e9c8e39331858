package sauda.core.desk;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.WeekReport.Done;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.portfolio.Figures;
import sauda.core.portfolio.Period;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Position;
import sauda.events.Tick;
import sauda.events.Trade;

/// After the close: the day in one message, on the week's last trading day the week too, and
/// what has got worse by today. The same tick again writes the same alerts.
public final class ReportDesk {

    /// A record is what was closed in a year.
    private static final int RECORD_DAYS = 366;

    private static final int MOST_POSITIONS = 1_000;

    private final Ledger ledger;
    private final Config config;
    private final Past past;
    private final Holding holding;

    public ReportDesk(Ledger ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
        this.past = new Past(ledger, config);
        this.holding = new Holding(ledger, config);
    }

    public void on(Tick tick) {
        LocalDate date = TradingCalendar.dateOf(tick.at());
        if (config.calendar().session(date).isEmpty()) {
            return;
        }
        List<History> all = config.accounts().stream()
                .flatMap(spec -> past.book(spec.name(), date).stream().map(book -> history(spec, book)))
                .toList();
        List<Alert> alerts = new ArrayList<>(declines(all, date, tick.at()));
        alerts.add(DayReport.of(
                date,
                config.mode(),
                all.stream().map(one -> standing(one, date)).toList(),
                past.told(date, tick.at()),
                tick.at()));
        if (isLastOfWeek(date)) {
            alerts.add(week(all, date, tick.at()));
        }
        ledger.commit(alerts.stream().map(Alerts::write).toList());
    }

    /// An account with its last year.
    ///
    /// @param days   oldest first, the one that just ended last
    /// @param closed trades that were over in these days
    private record History(AccountSpec spec, List<TradingDay> days, List<Trade> closed) {

        List<TradingDay> daysSince(LocalDate from) {
            return days.stream().filter(day -> !day.date().isBefore(from)).toList();
        }

        List<Trade> closedSince(LocalDate from) {
            return since(closed, from);
        }
    }

    private static List<Trade> since(List<Trade> trades, LocalDate from) {
        return trades.stream()
                .filter(trade -> !TradingCalendar.dateOf(Objects.requireNonNull(trade.closedAt()))
                        .isBefore(from))
                .toList();
    }

    private History history(AccountSpec spec, Account book) {
        LocalDate today = book.day().date();
        LocalDate from = today.minusDays(RECORD_DAYS);
        return new History(spec, past.days(book, from), past.closed(spec.name(), from, today));
    }

    /// From a date to the day that just ended.
    private Standing standing(History one, LocalDate from) {
        List<TradingDay> days = one.daysSince(from);
        LocalDate today = days.getLast().date();
        BigDecimal hold = holding.returnPercent(one.spec(), days).orElse(null);
        return new Standing(
                one.spec(),
                Figures.of(days).orElseThrow(),
                one.closedSince(from),
                ledger.list(Keys.ofAccount(one.spec().name()), "POSITION#", false, MOST_POSITIONS).stream()
                        .map(item -> item.as(Position.class))
                        .toList(),
                past.denied(one.spec().name(), today),
                hold);
    }

    private Alert week(List<History> all, LocalDate date, Instant at) {
        LocalDate monday = Period.WEEK.startOf(date);
        return WeekReport.of(
                monday,
                config.mode(),
                all.stream().map(one -> standing(one, monday)).toList(),
                done(byStrategy(all), monday),
                done(byModel(all), monday),
                at);
    }

    private static List<Done> done(Map<String, List<Trade>> records, LocalDate monday) {
        return records.entrySet().stream()
                .map(entry -> new Done(entry.getKey(), since(entry.getValue(), monday), entry.getValue()))
                .toList();
    }

    private List<Alert> declines(List<History> all, LocalDate today, Instant at) {
        Stream<Alert> falls =
                sharing(all).flatMap(one -> Decline.drawdown(one.spec().name(), one.days(), at).stream());
        Stream<Alert> strategies = byStrategy(all).entrySet().stream()
                .flatMap(one -> Decline.degraded(
                        "STRATEGY_DEGRADED", one.getKey(), one.getValue(), since(one.getValue(), today), at)
                        .stream());
        Stream<Alert> models = byModel(all).entrySet().stream()
                .flatMap(
                        one -> Decline.degraded(
                                "MODEL_DEGRADED", one.getKey(), one.getValue(), since(one.getValue(), today), at)
                                .stream());
        return Stream.of(falls, strategies, models).flatMap(alerts -> alerts).toList();
    }

    /// A baseline repeats the strategies with money that is nobody's.
    private static Stream<History> sharing(List<History> all) {
        return all.stream().filter(one -> !one.spec().baseline());
    }

    private Map<String, List<Trade>> byStrategy(List<History> all) {
        return grouped(config.strategies().keySet().stream(), all, trade -> trade.strategy(), spec -> null);
    }

    /// A model is all accounts that ask it first by the configuration of now.
    private Map<String, List<Trade>> byModel(List<History> all) {
        Stream<String> names = config.accounts().stream()
                .flatMap(spec -> Stream.ofNullable(spec.model()))
                .distinct();
        return grouped(names, all, trade -> null, AccountSpec::model);
    }

    private static Map<String, List<Trade>> grouped(
            Stream<String> names,
            List<History> all,
            Function<Trade, @Nullable String> ofTrade,
            Function<AccountSpec, @Nullable String> ofAccount) {
        Map<String, List<Trade>> groups = new LinkedHashMap<>();
        names.forEach(name -> groups.put(
                name,
                sharing(all)
                        .flatMap(one -> one.closed().stream()
                                .filter(trade ->
                                        name.equals(ofTrade.apply(trade)) || name.equals(ofAccount.apply(one.spec()))))
                        .toList()));
        return groups;
    }

    /// Whether no session follows before Monday, as far as the calendar knows.
    private boolean isLastOfWeek(LocalDate date) {
        return date.plusDays(1)
                .datesUntil(date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)))
                .filter(config.calendar()::knows)
                .allMatch(day -> config.calendar().session(day).isEmpty());
    }
}
