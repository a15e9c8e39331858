package sauda.core.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Rupees;
import sauda.events.Snapshot;
import sauda.events.Trade;

/// What accounts did on past days and today, read for a report.
final class Past {

    private static final String END = "\uFFFF";

    /// A trade of a delivery account may be closed so many days after it was entered.
    private static final int LONGEST_TRADE = 92;

    private final Ledger ledger;
    private final Config config;

    Past(Ledger ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
    }

    /// The account's book, if its newest day is this one.
    Optional<Account> book(String account, LocalDate today) {
        return ledger.get(Keys.account(account))
                .map(item -> item.as(Account.class))
                .filter(book -> book.day().date().equals(today));
    }

    /// The trading days of a book from a date on, oldest first, its newest included.
    List<TradingDay> days(Account book, LocalDate from) {
        LocalDate today = book.day().date();
        List<TradingDay> days = new ArrayList<>(ledger
                .range(
                        Keys.ofAccount(book.name()),
                        Keys.day(book.name(), from).sort(),
                        Keys.day(book.name(), today.minusDays(1)).sort())
                .stream()
                .map(item -> item.as(TradingDay.class))
                .toList());
        String marks = Keys.snapshotsOf(today);
        List<Snapshot> snapshots = ledger.range(Keys.ofAccount(book.name()), marks, marks + END).stream()
                .map(item -> item.as(Snapshot.class))
                .toList();
        List<Rupees> values = snapshots.stream().map(Snapshot::value).toList();
        days.add(TradingDay.of(
                book.name(),
                book.day(),
                values,
                snapshots.isEmpty() ? endOf(today) : snapshots.getLast().t()));
        return days;
    }

    private Instant endOf(LocalDate date) {
        return config.calendar()
                .session(date)
                .map(Session::close)
                .orElseGet(() -> date.atStartOfDay(TradingCalendar.INDIA).toInstant());
    }

    /// Trades that were over on one of these days.
    List<Trade> closed(String account, LocalDate from, LocalDate to) {
        return ledger
                .range(Keys.ofAccount(account), Keys.tradesOf(from.minusDays(LONGEST_TRADE)), Keys.tradesOf(to) + END)
                .stream()
                .map(item -> item.as(Trade.class))
                .filter(trade -> trade.closedAt() != null && isWithin(trade.closedAt(), from, to))
                .toList();
    }

    private static boolean isWithin(Instant at, LocalDate from, LocalDate to) {
        LocalDate date = TradingCalendar.dateOf(at);
        return !date.isBefore(from) && !date.isAfter(to);
    }

    /// Orders of a day that we stopped ourselves.
    List<Order> denied(String account, LocalDate date) {
        String orders = Keys.ordersOf(date);
        return ledger.range(Keys.ofAccount(account), orders, orders + END).stream()
                .map(item -> item.as(Order.class))
                .filter(order -> order.state() == OrderState.DENIED)
                .toList();
    }

    /// What people were told of a day before some time of it.
    List<Alert> told(LocalDate date, Instant before) {
        return ledger
                .range(
                        Keys.ALERTS,
                        date.atStartOfDay(TradingCalendar.INDIA).toInstant().toString(),
                        before.toString())
                .stream()
                .map(item -> item.as(Alert.class))
                .filter(alert -> alert.at().isBefore(before))
                .toList();
    }
}
