package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Product;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;
import sauda.core.order.LiveBroker;
import sauda.events.Alert;
import sauda.events.Tick;

/// The fixed points of a broker client's day: books opened and a live client's preflight before
/// trading, the square-off asked for even if no tick came, and the alarm when it is not done
/// near the close.
public final class SessionDesk {

    private final Ledger ledger;
    private final Config config;
    private final String client;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final DayDesk days;
    private final Optional<PreflightDesk> preflight;

    public SessionDesk(
            Ledger ledger, Config config, String client, Broker broker, Mailbox mailbox, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.client = client;
        this.mailbox = mailbox;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.days = new DayDesk(ledger, config, clock);
        this.preflight = broker instanceof LiveBroker live
                ? Optional.of(new PreflightDesk(ledger, config, client, live, clock))
                : Optional.empty();
    }

    public void on(Tick tick) {
        LocalDate date = TradingCalendar.dateOf(tick.at());
        if (preflight.isPresent() && isUnknown(date)) {
            // The Scheduler knows of a session and the calendar does not: that is said, not traded.
            preflight.get().run(date);
            return;
        }
        Optional<Session> session = config.calendar().session(date);
        if (session.isEmpty() || tick.at().isAfter(session.get().close())) {
            return;
        }
        Session today = session.get();
        Instant squareOff = today.close().minus(config.limits().squareOffBefore());
        Instant alarm = today.close().minus(config.limits().flatAlarmBefore());
        for (AccountSpec account : config.activeAccounts()) {
            if (account.client().equals(client)) {
                days.open(account, today.date());
                boolean intraday = account.product() == Product.INTRADAY;
                if (intraday && !tick.at().isBefore(squareOff)) {
                    squareOff(account, today, squareOff);
                }
                if (intraday && !tick.at().isBefore(alarm)) {
                    alarm(account, tick.at());
                }
            }
        }
        if (tick.at().isBefore(today.open())) {
            preflight.ifPresent(checks -> checks.run(date));
        }
    }

    private boolean isUnknown(LocalDate date) {
        return !config.calendar().knows(date)
                || config.calendar().whyClosed(date).filter("weekend"::equals).isPresent();
    }

    /// The same requests, with the same ids, as the mark of that tick asks for.
    private void squareOff(AccountSpec account, Session today, Instant squareOff) {
        keeper.whole(account.name(), clock.instant())
                .ifPresent(books -> new Outbox(mailbox)
                        .exits(
                                Exits.ofAll(
                                        books,
                                        squareOff,
                                        clock.instant(),
                                        "square-off:" + today.date(),
                                        "intraday positions end today",
                                        config),
                                client));
    }

    /// Shares that no exit works on are not flat; once the tick is marked, all that is open is
    /// not.
    private void alarm(AccountSpec account, Instant at) {
        boolean marked = ledger.get(Keys.mark(account.name(), at)).isPresent();
        keeper.whole(account.name(), at).ifPresent(books -> {
            long open = books.positions().stream()
                    .mapToLong(position -> marked ? position.open() : position.free())
                    .sum();
            if (open > 0) {
                ledger.commit(List.of(Alerts.write(new Alert(
                        "NOT_FLAT",
                        account.name(),
                        account.name() + " still holds " + open
                                + " shares close to the end of trading: see that they are sold",
                        Alert.Level.URGENT,
                        Map.of("shares", BigDecimal.valueOf(open)),
                        at))));
            }
        });
    }
}
