package sauda.deadman;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sauda.brokers.Brokers;
import sauda.brokers.Sleep;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.cloud.Environment;
import sauda.core.config.Config;
import sauda.core.desk.DeadManDesk;
import sauda.core.ledger.Ledger;
import sauda.core.order.LiveBroker;

/// The parts of the dead man, joined. What his clients count, such as calls and logins, they count
/// in his own table: the ledger may be away.
public record DeadManWiring(DeadManDesk desk, InstantSource clock) {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final int CODES = 1_000_000;

    static DeadManWiring from(DeadManSettings settings) {
        Environment environment = settings.environment();
        Config config = environment.config();
        Ledger own = environment.table(DeadManSettings.TABLE);
        InstantSource clock = InstantSource.system();
        DhanEndpoints dhan = DhanEndpoints.from(environment.variables());
        Map<String, LiveBroker> brokers = new ConcurrentHashMap<>();
        SecureRandom chance = new SecureRandom();
        return new DeadManWiring(
                new DeadManDesk(new DeadManDesk.Parts(
                        config,
                        settings.client(),
                        // Were a ledger that is too new away for him, half a deployment would make him act.
                        environment.unguardedLedger(),
                        own,
                        client -> brokers.computeIfAbsent(
                                client, id -> Brokers.live(config, id, own, clock, environment::secrets, dhan)),
                        SnsPeople.at(settings.topic()),
                        () -> String.format(Locale.ROOT, "%06d", chance.nextInt(CODES)),
                        clock,
                        new Sleep(BETWEEN_LOOKS, clock))),
                clock);
    }
}
