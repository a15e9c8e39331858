package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Account;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.TradingState;

/// What an owner on the way wants to know in a few lines. It reads and changes nothing.
public final class OverviewDesk {

    private static final int EVERYTHING = 1_000;

    private final Ledger ledger;
    private final Config config;
    private final InstantSource clock;

    public OverviewDesk(Ledger ledger, Config config, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
    }

    /// @param control null before the first day was opened
    /// @param open    whether the exchange trades continuously now
    /// @param tick    newest of which any stock has a reading, null before the first
    public record Status(
            Instant now,
            Config.Mode mode,
            @Nullable Control control,
            boolean open,
            @Nullable Instant tick,
            List<AccountState> accounts) {}

    /// @param counts the stricter of its own state and the system's
    public record AccountState(String account, boolean baseline, boolean live, TradingState counts) {}

    public Status status() {
        Instant now = clock.instant();
        Optional<Control> control = ledger.get(Keys.CONTROL).map(item -> item.as(Control.class));
        TradingState system = control.map(Control::state).orElse(TradingState.ACTIVE);
        LocalDate today = TradingCalendar.dateOf(now);
        boolean open = config.calendar().knows(today)
                && config.calendar()
                        .session(today)
                        .filter(session -> session.isTrading(now))
                        .isPresent();
        return new Status(
                now,
                config.mode(),
                control.orElse(null),
                open,
                config.tradedStocks().stream()
                        .flatMap(symbol -> ledger.list(Keys.ofStock(symbol), "READING#", true, 1).stream())
                        .map(item -> item.as(Reading.class).t())
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                config.activeAccounts().stream()
                        .map(spec -> new AccountState(
                                spec.name(),
                                spec.baseline(),
                                config.isLive(spec),
                                book(spec)
                                        .map(Account::state)
                                        .map(system::stricter)
                                        .orElse(system)))
                        .toList());
    }

    /// The books of all accounts that have some, in configured order.
    public List<Account> books() {
        return config.accounts().stream().flatMap(spec -> book(spec).stream()).toList();
    }

    /// What accounts hold, or wait to hold.
    public List<Position> positions() {
        return config.accounts().stream()
                .flatMap(spec -> ledger.list(Keys.ofAccount(spec.name()), "POSITION#", false, EVERYTHING).stream())
                .map(item -> item.as(Position.class))
                .toList();
    }

    /// Today's newest orders of all accounts, newest first.
    public List<Order> orders(int most) {
        String today = Keys.ordersOf(TradingCalendar.dateOf(clock.instant()));
        return config.accounts().stream()
                .flatMap(spec -> ledger.list(Keys.ofAccount(spec.name()), today, true, most).stream())
                .map(item -> item.as(Order.class))
                .sorted(Comparator.comparing(Order::changedAt).reversed())
                .limit(most)
                .toList();
    }

    private Optional<Account> book(AccountSpec spec) {
        return ledger.get(Keys.account(spec.name())).map(item -> item.as(Account.class));
    }
}
