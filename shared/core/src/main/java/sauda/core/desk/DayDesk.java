package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Schema;
import sauda.core.ledger.Write;
import sauda.core.portfolio.Books;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.AuditRecord;
import sauda.events.Control;
import sauda.events.Rupees;
import sauda.events.Snapshot;
import sauda.events.TradingState;

/// Opens the books of a trading day: the first time an account is seen, and every morning.
/// Doing it twice changes nothing.
public final class DayDesk {

    private static final int EVERYTHING = 1_000;

    private final Ledger ledger;
    private final Config config;
    private final InstantSource clock;
    private final BookKeeper keeper;

    public DayDesk(Ledger ledger, Config config, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
    }

    /// Opens the day for an account, if the exchange trades on it and it is not open yet.
    public void open(AccountSpec account, LocalDate date) {
        if (config.calendar().session(date).isEmpty()) {
            return;
        }
        stays(account);
        found(account);
        boolean done = Attempts.until("opening " + date + " for " + account.name(), () -> openOnce(account, date));
        if (!done) {
            throw new IllegalStateException("the day " + date + " of " + account.name() + " did not open");
        }
    }

    private Optional<Boolean> openOnce(AccountSpec spec, LocalDate date) {
        Optional<Account> account = keeper.account(spec.name());
        if (account.isEmpty()) {
            Account opened = Account.opened(spec.name(), spec.client(), config.capitalOf(spec), date);
            Audit audit = new Audit(opened, clock.instant(), "first start");
            Account sealed = audit.sealed(opened);
            List<Write> writes = new ArrayList<>(audit.writes());
            writes.add(Write.put(AccountItem.of(sealed), new Condition.Absent()));
            return ledger.commit(writes).isDone() ? Optional.of(true) : Optional.empty();
        }
        if (!account.get().day().date().isBefore(date)) {
            return Optional.of(true);
        }
        Instant now = clock.instant();
        Books books = keeper.whole(spec.name(), now).orElseThrow();
        books.open(date);
        Write before = finished(books.before(), books.account().day().opening());
        return keeper.save(books, Extra.with("day " + date + " opened", now, List.of(before))) instanceof Saved.Done
                ? Optional.of(true)
                : Optional.empty();
    }

    /// The day that ends as the next one opens, for the reports: it never changes again.
    private Write finished(Account account, Rupees closing) {
        Account.Day day = account.day().valued(closing);
        List<Snapshot> marks =
                ledger.list(Keys.ofAccount(account.name()), Keys.snapshotsOf(day.date()), false, EVERYTHING).stream()
                        .map(item -> item.as(Snapshot.class))
                        .toList();
        TradingDay finished = TradingDay.of(
                account.name(),
                day,
                marks.stream().map(Snapshot::value).toList(),
                marks.isEmpty() ? endOf(day.date()) : marks.getLast().t());
        return Write.put(Item.whole(Keys.day(account.name(), day.date()), "day", finished));
    }

    private Instant endOf(LocalDate date) {
        return Optional.of(date)
                .filter(config.calendar()::knows)
                .flatMap(config.calendar()::session)
                .map(Session::close)
                .orElseGet(() -> date.atStartOfDay(TradingCalendar.INDIA).toInstant());
    }

    /// An account that has traded stays a baseline, or none: what it counts lies where it counted
    /// before, and would be missing from the one totals and be too much in the other.
    private void stays(AccountSpec account) {
        boolean traded = ledger.get(Keys.account(account.name())).isPresent();
        boolean apart = ledger.get(Keys.totalsOf(account.name())).isPresent();
        if (traded && apart != account.baseline()) {
            throw new IllegalStateException(account.name() + " has traded " + (apart ? "as a baseline" : "with others")
                    + " and stays so: give what is new a name of its own");
        }
    }

    /// Makes the items that every reserve transaction checks, where they are not there yet.
    private void found(AccountSpec account) {
        Schema.stamp(ledger);
        if (ledger.get(Keys.CONTROL).isEmpty()) {
            Instant at = clock.instant();
            Control first = new Control(TradingState.ACTIVE, false, 1, "sauda", "first start", at, 1, "");
            AuditRecord link = AuditRecord.after(
                    Keys.OPERATORS, 1, "", at, "control OPENED", Keys.OPERATORS, first, "sauda: first start");
            Control sealed = new Control(TradingState.ACTIVE, false, 1, "sauda", "first start", at, 1, link.hash());
            ledger.commit(List.of(
                    Write.put(Item.of(Keys.CONTROL, "control", sealed), new Condition.Absent()),
                    Write.put(
                            Item.whole(Keys.audit(link.chain(), link.seq()), "audit", link), new Condition.Absent())));
        }
        Key totals = Counters.totals(account);
        if (ledger.get(totals).isEmpty()) {
            ledger.commit(List.of(Write.put(
                    new Item(totals, "totals", Map.of("slots", 0, "exposure", 0, "dayPnl", 0)),
                    new Condition.Absent())));
        }
    }
}
