package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.core.order.Broker.Answer;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.core.portfolio.Books;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.KillRequested;
import sauda.events.Killed;
import sauda.events.Position;
import sauda.events.TradingState;

/// The second way of a kill: the venue itself leaves everything and locks trading for the day.
/// Without the ledger when that is away; with it when our own exits did not do. A paper client
/// has nothing real to leave.
public final class KillDesk {

    /// Our own exits have so long before the venue is told to leave everything, and so long
    /// again before it is told once more.
    static final Duration OWN_EXITS = Duration.ofMinutes(2);

    /// The dead man has so long for himself: then he may not reach the venue at all.
    static final Duration DEAD_MAN = Duration.ofMinutes(5);

    private static final Duration TRIES_FOR = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Config config;
    private final String client;
    private final Optional<LiveBroker> broker;
    private final InstantSource clock;
    private final Pause pause;

    public KillDesk(Ledger ledger, Config config, String client, Broker broker, InstantSource clock) {
        this(ledger, config, client, broker, clock, Pause.NONE);
    }

    /// @param pause between two tries to lock
    public KillDesk(Ledger ledger, Config config, String client, Broker broker, InstantSource clock, Pause pause) {
        this.pause = pause;
        this.ledger = ledger;
        this.config = config;
        this.client = client;
        this.broker = broker instanceof LiveBroker live ? Optional.of(live) : Optional.empty();
        this.clock = clock;
    }

    /// Leaves everything and locks, whatever the ledger says: it is not asked.
    ///
    /// @throws NotLocked when the venue is not locked yet: told again, it goes on
    public void on(KillRequested kill) {
        boolean today = TradingCalendar.dateOf(kill.at()).equals(TradingCalendar.dateOf(clock.instant()));
        if (broker.isEmpty() || !today || !kill.client().equals(client)) {
            return;
        }
        Instant until = clock.instant().plus(TRIES_FOR);
        boolean told = false;
        do {
            // Asked again only where it is certain that nothing came of it.
            told = told || !(broker.get().leaveEverything() instanceof Answer.Refused);
            if (broker.get().lock() instanceof Answer.Acknowledged) {
                return;
            }
        } while (pause.again(until));
        throw new NotLocked(client);
    }

    /// Something is still open at the venue, or it did not answer.
    public static final class NotLocked extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotLocked(String client) {
            super("the venue of " + client + " is not locked yet");
        }
    }

    /// Under a kill that is in force: when our own exits had their time and shares are open, the
    /// venue leaves everything; once all is left it locks itself, once.
    public void watch(Control control) {
        Instant now = clock.instant();
        boolean kill = control.state() == TradingState.HALTED && control.flatten() && !isTheDeadMans(control, now);
        if (broker.isEmpty() || !kill || !now.isAfter(control.at().plus(OWN_EXITS))) {
            return;
        }
        Killed before = ledger.get(Keys.kill(client))
                .map(item -> item.as(Killed.class))
                .filter(killed -> killed.epoch() == control.epoch())
                .orElse(new Killed(client, control.epoch(), null, null));
        Left left = control.lock() == null ? left() : leftAtVenue();
        if (control.lock() != null && left.shares() == 0 && before.leftAt() == null) {
            return;
        }
        if (left.shares() > 0) {
            leave(before, left.shares(), now);
        } else if (left.orders() == 0 && before.lockedAt() == null) {
            lock(before, now);
        }
    }

    /// Under a lock the dead man leaves: two must not do it at once. What is open on a later day is
    /// the owner's.
    private static boolean isTheDeadMans(Control control, Instant now) {
        Control.Lock lock = control.lock();
        return lock != null
                && (!now.isAfter(lock.at().plus(DEAD_MAN))
                        || !TradingCalendar.dateOf(lock.at()).equals(TradingCalendar.dateOf(now)));
    }

    /// Our books may not know yet what the dead man left.
    private Left leftAtVenue() {
        try {
            return new Left(
                    broker.orElseThrow().books().positions().stream()
                            .mapToLong(held -> Math.abs(held.net()))
                            .sum(),
                    broker.orElseThrow().orders().stream()
                            .filter(row -> !row.status().isFinal())
                            .count());
        } catch (BrokerUnavailable silent) {
            return left();
        }
    }

    /// @param orders that may still buy or sell something
    private record Left(long shares, long orders) {}

    private Left left() {
        BookKeeper keeper = new BookKeeper(ledger, config);
        long shares = 0;
        long orders = 0;
        for (AccountSpec account : config.accounts()) {
            if (account.client().equals(client)) {
                Optional<Books> books = keeper.whole(account.name(), clock.instant());
                shares += books.stream()
                        .flatMap(book -> book.positions().stream())
                        .mapToLong(Position::open)
                        .sum();
                orders += books.map(book -> book.orders().size()).orElse(0);
            }
        }
        return new Left(shares, orders);
    }

    private void leave(Killed before, long shares, Instant now) {
        if (before.leftAt() != null && !now.isAfter(before.leftAt().plus(OWN_EXITS))) {
            return;
        }
        store(
                new Killed(client, before.epoch(), now, before.lockedAt()),
                new Alert(
                        "KILL_AT_BROKER",
                        client,
                        shares + " shares of " + client + " are still open under a kill: the broker is told to leave"
                                + " everything",
                        Alert.Level.URGENT,
                        Map.of("shares", BigDecimal.valueOf(shares)),
                        now));
        broker.orElseThrow().leaveEverything();
    }

    private void lock(Killed before, Instant now) {
        if (broker.orElseThrow().lock() instanceof Answer.Acknowledged) {
            store(
                    new Killed(client, before.epoch(), before.leftAt(), now),
                    new Alert(
                            "BROKER_LOCKED",
                            client,
                            "nothing of " + client + " is open any more, and its broker is locked for the day",
                            Alert.Level.INFO,
                            Map.of(),
                            now));
        }
    }

    private void store(Killed killed, Alert alert) {
        ledger.commit(List.of(Write.put(Item.of(Keys.kill(client), "kill", killed)), Alerts.write(alert)));
    }
}
