package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.config.Config;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.LiveBroker;
import sauda.events.Control;

/// What the watch does for a live broker client besides its orders: a preflight that failed is
/// tried again, and a kill goes on until the venue is locked.
final class LiveWatch {

    private final PreflightDesk preflight;
    private final KillDesk kill;
    private final InstantSource clock;

    private LiveWatch(Ledger ledger, Config config, String client, LiveBroker broker, InstantSource clock) {
        this.preflight = new PreflightDesk(ledger, config, client, broker, clock);
        this.kill = new KillDesk(ledger, config, client, broker, clock);
        this.clock = clock;
    }

    /// @return empty for a paper client
    static Optional<LiveWatch> of(Ledger ledger, Config config, String client, Broker broker, InstantSource clock) {
        return broker instanceof LiveBroker live
                ? Optional.of(new LiveWatch(ledger, config, client, live, clock))
                : Optional.empty();
    }

    void kill(Optional<Control> control) {
        try {
            control.ifPresent(kill::watch);
        } catch (BrokerUnavailable _) {
            // Told again in a minute; the exits of our own go on.
        }
    }

    void preflight(Session session) {
        Instant now = clock.instant();
        if (!now.isBefore(session.open()) && now.isBefore(session.close())) {
            preflight.again(session.date());
        }
    }
}
