package sauda.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.ledger.Keys;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.Snapshot;
import sauda.events.Trade;

/// What accounts did, day by day: finished days as they were kept when the next one opened, and
/// the newest one from the account's book. A report costs one read of the book of each account;
/// the rest is read when the book has changed, which its audit number tells, since everything
/// of an account is written together with its book.
final class History {

    /// No span is longer.
    static final int MOST_DAYS = 366;

    /// No span is longer in which every mark is told.
    static final int MOST_TICK_DAYS = 100;

    private static final int FIRST_LOOK = 7;
    // a trade of a delivery account may be closed so long after it was entered and still be counted
    private static final int LONGEST_TRADE = 92;
    private static final int DAYS_KEPT = 400;
    private static final int TRADES_KEPT = 10_000;
    private static final int MARKS_KEPT = 8_000;

    private final LedgerView view;
    private final Config config;
    private final Shelf<TradingDay> days;
    private final Shelf<Trade> trades;
    private final Shelf<Performance.Point> marks;

    History(LedgerView view, Config config) {
        this.view = view;
        this.config = config;
        this.days = new Shelf<>(view.ledger(), "DAY#", DAYS_KEPT, item -> item.as(TradingDay.class), day -> true);
        this.trades = new Shelf<>(
                view.ledger(), "TRADE#", TRADES_KEPT, item -> item.as(Trade.class), trade -> trade.closedAt() != null);
        this.marks = new Shelf<>(
                view.ledger(),
                "SNAPSHOT#",
                MARKS_KEPT,
                item -> Performance.Point.of(item.as(Snapshot.class)),
                mark -> true);
    }

    Optional<Account> book(String account) {
        return view.account(account);
    }

    /// The trading days of an account in a span, oldest first, the one that is not over included.
    List<TradingDay> days(Account book, LocalDate from, LocalDate to) {
        List<TradingDay> all = new ArrayList<>(
                days
                        .since(
                                Keys.ofAccount(book.name()),
                                Keys.day(book.name(), from).sort(),
                                book.seq())
                        .stream()
                        .filter(day -> day.date().isBefore(book.day().date()))
                        .toList());
        all.add(newest(book));
        return all.stream()
                .filter(day -> !day.date().isBefore(from) && !day.date().isAfter(to))
                .toList();
    }

    /// The day of the book, as of its newest mark.
    private TradingDay newest(Account book) {
        LocalDate date = book.day().date();
        List<Performance.Point> today = marks(book, date, date);
        return TradingDay.of(
                book.name(),
                book.day(),
                today.stream().map(Performance.Point::totalValue).toList(),
                today.isEmpty() ? endOf(date) : today.getLast().timestamp());
    }

    /// Marks of an account in a span of days, oldest first.
    List<Performance.Point> marks(Account book, LocalDate from, LocalDate to) {
        return marks.since(Keys.ofAccount(book.name()), Keys.snapshotsOf(from), book.seq()).stream()
                .filter(mark -> !TradingCalendar.dateOf(mark.timestamp()).isBefore(from)
                        && !TradingCalendar.dateOf(mark.timestamp()).isAfter(to))
                .toList();
    }

    /// The newest marks of an account, oldest first: as many as asked for, of the newest 100 days.
    List<Performance.Point> newestMarks(Account book, int most) {
        LocalDate to = book.day().date();
        int back = FIRST_LOOK;
        List<Performance.Point> some = marks(book, to.minusDays(back), to);
        while (some.size() < most && back < MOST_TICK_DAYS) {
            back = Math.min(2 * back, MOST_TICK_DAYS);
            some = marks(book, to.minusDays(back), to);
        }
        return some.size() <= most ? some : some.subList(some.size() - most, some.size());
    }

    /// The newest mark of an account; long ago when it has none.
    Instant newestMark(Account book) {
        List<Performance.Point> newest = newestMarks(book, 1);
        return newest.isEmpty() ? Instant.EPOCH : newest.getFirst().timestamp();
    }

    /// Trades that were over in a span of days, by their ids.
    List<Trade> closed(Account book, LocalDate from, LocalDate to) {
        return trades
                .since(Keys.ofAccount(book.name()), Keys.tradesOf(from.minusDays(LONGEST_TRADE)), book.seq())
                .stream()
                .filter(trade -> trade.closedAt() != null && within(trade.closedAt(), from, to))
                .toList();
    }

    private static boolean within(Instant at, LocalDate from, LocalDate to) {
        LocalDate date = TradingCalendar.dateOf(at);
        return !date.isBefore(from) && !date.isAfter(to);
    }

    /// When trading ended, or ends, on a day.
    Instant endOf(LocalDate date) {
        return session(date)
                .map(Session::close)
                .orElseGet(() -> date.atStartOfDay(TradingCalendar.INDIA).toInstant());
    }

    private Optional<Session> session(LocalDate date) {
        return config.calendar().knows(date) ? config.calendar().session(date) : Optional.empty();
    }
}
