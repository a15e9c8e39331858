package sauda.core.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Account;
import sauda.events.Control;
import sauda.events.Position;
import sauda.events.Rupees;

/// What the dead man sees of the ledger in one look.
///
/// @param marked newest tick that was finished for any account
/// @param held   the accounts that share the capital and whose books are of today
record DeadManSight(Optional<Control> control, Optional<Instant> marked, List<Held> held) {

    private static final String MARK = "MARK#";
    private static final int EVERY_POSITION = 1_000;

    /// @param real  shares at a real venue, of either side
    /// @param fresh those of them that the venue can leave: what is kept from earlier days is no
    ///              position to it
    /// @param today those of them that have to go today
    record Held(AccountSpec account, Rupees dayPnl, long real, long fresh, long today) {}

    /// @throws Ledger.LedgerUnavailable when the ledger does not answer
    static DeadManSight of(Ledger ledger, Config config, LocalDate today) {
        List<Instant> marks = new ArrayList<>();
        List<Held> held = new ArrayList<>();
        for (AccountSpec spec : config.activeAccounts()) {
            ledger.list(Keys.ofAccount(spec.name()), MARK, true, 1).forEach(mark -> marks.add(tOf(mark)));
            if (!spec.baseline()) {
                ledger.get(Keys.account(spec.name()))
                        .map(item -> item.as(Account.class))
                        .filter(book -> book.day().date().equals(today))
                        .ifPresent(book -> held.add(held(ledger, config, spec, book)));
            }
        }
        return new DeadManSight(
                new ControlChain(ledger).now(), marks.stream().max(Comparator.naturalOrder()), List.copyOf(held));
    }

    private static Held held(Ledger ledger, Config config, AccountSpec spec, Account book) {
        boolean real = config.client(spec.client()).filter(config::isLive).isPresent();
        List<Position> positions = !real || book.slots() == 0
                ? List.of()
                : ledger.list(Keys.ofAccount(spec.name()), "POSITION#", false, EVERY_POSITION).stream()
                        .map(item -> item.as(Position.class))
                        .toList();
        boolean intraday = spec.product() == Product.INTRADAY;
        LocalDate today = book.day().date();
        long shares = positions.stream().mapToLong(Position::open).sum();
        long fresh = positions.stream()
                .filter(held ->
                        intraday || TradingCalendar.dateOf(held.openedAt()).equals(today))
                .mapToLong(Position::open)
                .sum();
        return new Held(spec, book.dayPnl(), shares, fresh, intraday ? shares : 0);
    }

    private static Instant tOf(Item mark) {
        return LocalDateTime.parse(mark.key().sort().substring(MARK.length()))
                .atZone(TradingCalendar.INDIA)
                .toInstant();
    }

    long real() {
        return held.stream().mapToLong(Held::real).sum();
    }

    long fresh() {
        return held.stream().mapToLong(Held::fresh).sum();
    }

    long today() {
        return held.stream().mapToLong(Held::today).sum();
    }
}
