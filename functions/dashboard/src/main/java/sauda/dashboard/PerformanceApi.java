package sauda.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.portfolio.BuyAndHold;
import sauda.core.portfolio.TradingDay;
import sauda.dashboard.Performance.Point;
import sauda.dashboard.Performance.Series;
import sauda.events.Account;
import sauda.events.Rupees;

/// What the accounts were worth, and what buying and holding would have been.
final class PerformanceApi {

    static final String BUY_AND_HOLD = "buyAndHold";

    private static final int POINTS = 100;
    /// `auto` tells every mark of so many trading days, and one point a day of more.
    private static final int TICK_DAYS = 20;

    private static final String TICK = "tick";
    private static final String DAY = "day";
    private static final List<String> EVERY = List.of(TICK, DAY, "auto");
    private static final Parameter EVERY_ONE = Parameter.oneOf(
            "every",
            EVERY,
            "tick (when absent): the newest marks of the span, of at most 100 days; day: closing values; auto: the"
                    + " whole span, marks of up to 20 trading days or else closing values, thinned to the limit");

    private final LedgerView view;
    private final Config config;
    private final InstantSource clock;
    private final History history;
    private final Holds holds;

    PerformanceApi(LedgerView view, Config config, InstantSource clock, History history, Holds holds) {
        this.view = view;
        this.config = config;
        this.clock = clock;
        this.history = history;
        this.holds = holds;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "performance",
                        Operation.reads(
                                Performance.class,
                                this::performance,
                                EVERY_ONE,
                                Parameter.FROM,
                                Parameter.TO,
                                Parameter.LIMIT),
                "accountPerformance",
                        Operation.reads(
                                Performance.class,
                                this::accountPerformance,
                                EVERY_ONE,
                                Parameter.FROM,
                                Parameter.TO,
                                Parameter.LIMIT));
    }

    static String kindOf(AccountSpec spec) {
        return spec.advisor().name().toLowerCase(Locale.ROOT);
    }

    private Performance performance(Request request) {
        return of(request, config.accounts(), true);
    }

    private Performance accountPerformance(Request request) {
        return of(request, List.of(view.accountAt(request.variable("account"))), false);
    }

    /// What is asked for.
    ///
    /// @param from null with `to` when the newest points are wanted, of whatever days
    private record Wanted(String every, int most, Optional<Instant> from, Instant to) {

        LocalDate firstDay() {
            return TradingCalendar.dateOf(from.orElseThrow());
        }

        LocalDate lastDay() {
            return TradingCalendar.dateOf(to);
        }

        boolean holds(Point point) {
            return from.map(first -> !point.timestamp().isBefore(first)).orElse(true)
                    && !point.timestamp().isAfter(to);
        }
    }

    private Wanted wanted(Request request) {
        String every = request.word("every", EVERY).orElse(TICK);
        int days = every.equals(TICK) ? History.MOST_TICK_DAYS : History.MOST_DAYS;
        Span span = Span.of(request, clock.instant(), days);
        boolean newest =
                every.equals(TICK) && request.from().isEmpty() && request.to().isEmpty();
        return new Wanted(
                every, request.limit(POINTS), newest ? Optional.empty() : Optional.of(span.from()), span.to());
    }

    private Performance of(Request request, List<AccountSpec> accounts, boolean summed) {
        Wanted wanted = wanted(request);
        Map<String, Account> books = accounts.stream()
                .flatMap(spec -> history.book(spec.name()).stream())
                .collect(Collectors.toMap(Account::name, book -> book));
        String every = every(wanted, List.copyOf(books.values()));
        List<Series> all = accounts.stream()
                .map(spec -> new Series(
                        spec.name(),
                        kindOf(spec),
                        false,
                        Optional.ofNullable(books.get(spec.name()))
                                .map(book -> points(book, wanted, every))
                                .orElse(List.of())))
                .toList();
        Function<Series, Series> fitted =
                wanted.every().equals("auto") ? one -> one.thinned(wanted.most()) : one -> one.newest(wanted.most());
        List<Series> series = all.stream().map(fitted).toList();
        List<Series> sharing = Stream.iterate(0, i -> i < accounts.size(), i -> i + 1)
                .filter(i -> !accounts.get(i).baseline())
                .map(all::get)
                .toList();
        return new Performance(
                every,
                summed ? fitted.apply(Performance.total(sharing)) : null,
                series,
                Stream.iterate(0, i -> i < accounts.size(), i -> i + 1)
                        .map(i -> hold(
                                accounts.get(i),
                                Optional.ofNullable(books.get(accounts.get(i).name())),
                                series.get(i)))
                        .toList());
    }

    private String every(Wanted wanted, List<Account> books) {
        if (!wanted.every().equals("auto")) {
            return wanted.every();
        }
        return books.stream()
                                .mapToInt(book -> history.days(book, wanted.firstDay(), wanted.lastDay())
                                        .size())
                                .max()
                                .orElse(0)
                        <= TICK_DAYS
                ? TICK
                : DAY;
    }

    private List<Point> points(Account book, Wanted wanted, String every) {
        if (wanted.from().isEmpty()) {
            // one more tells whether there are older ones
            return history.newestMarks(book, wanted.most() + 1);
        }
        List<Point> points = every.equals(TICK)
                ? history.marks(book, wanted.firstDay(), wanted.lastDay())
                : history.days(book, wanted.firstDay(), wanted.lastDay()).stream()
                        .map(day -> new Point(
                                day.at(),
                                day.closing(),
                                day.pnl(),
                                day.closing().minus(book.capital())))
                        .toList();
        return points.stream().filter(wanted::holds).toList();
    }

    /// At the points of the account's own series.
    private Series hold(AccountSpec spec, Optional<Account> book, Series series) {
        List<Point> points = book.filter(one -> !series.points().isEmpty())
                .map(one -> holdPoints(spec, one, series.points()))
                .orElse(List.of());
        return new Series(Holds.PREFIX + spec.name(), BUY_AND_HOLD, !points.isEmpty() && series.more(), points);
    }

    private List<Point> holdPoints(AccountSpec spec, Account book, List<Point> points) {
        List<TradingDay> days = history.days(
                book,
                TradingCalendar.dateOf(points.getFirst().timestamp()),
                TradingCalendar.dateOf(points.getLast().timestamp()));
        Map<LocalDate, BuyAndHold.Day> line = holds.of(spec, book, days, history.newestMark(book)).stream()
                .collect(Collectors.toMap(BuyAndHold.Day::date, day -> day));
        return points.stream()
                .flatMap(point -> Optional.ofNullable(line.get(TradingCalendar.dateOf(point.timestamp())))
                        .map(day -> point(point.timestamp(), day, book.capital()))
                        .stream())
                .toList();
    }

    private static Point point(Instant timestamp, BuyAndHold.Day day, Rupees capital) {
        Rupees value = day.marks().stream()
                .takeWhile(mark -> !mark.at().isAfter(timestamp))
                .reduce((first, second) -> second)
                .map(BuyAndHold.Mark::value)
                .orElse(day.opening());
        return new Point(timestamp, value, value.minus(day.opening()), value.minus(capital));
    }
}
