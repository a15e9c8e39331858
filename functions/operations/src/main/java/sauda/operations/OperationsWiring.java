package sauda.operations;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import sauda.brokers.Brokers;
import sauda.brokers.Sleep;
import sauda.brokers.dhan.DhanEndpoints;
import sauda.brokers.paper.PaperVenue;
import sauda.cloud.Environment;
import sauda.core.config.Config;
import sauda.core.desk.DeadlineDesk;
import sauda.core.desk.Mailbox;
import sauda.core.desk.MarkDesk;
import sauda.core.desk.Pause;
import sauda.core.desk.ReconcileDesk;
import sauda.core.desk.ReportDesk;
import sauda.core.desk.SessionDesk;
import sauda.core.desk.WatchDesk;
import sauda.core.ledger.Ledger;
import sauda.core.order.Broker;

/// The parts that operations functions are made of, and each function's desk from them.
///
/// @param brokers by client
/// @param pause   between two looks at a live venue
public record OperationsWiring(
        Config config,
        Ledger ledger,
        Mailbox mailbox,
        InstantSource clock,
        Function<String, Broker> brokers,
        Pause pause) {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    public static OperationsWiring fromEnvironment(String... needed) {
        return from(OperationsSettings.from(System.getenv(), needed));
    }

    static OperationsWiring from(OperationsSettings settings) {
        Environment environment = settings.environment();
        Config config = environment.config();
        Ledger ledger = environment.ledger();
        InstantSource clock = InstantSource.system();
        DhanEndpoints dhan = DhanEndpoints.from(environment.variables());
        return new OperationsWiring(
                config,
                ledger,
                environment.mailbox(),
                clock,
                client -> Brokers.of(config, client, ledger, clock, environment::secrets, dhan),
                new Sleep(BETWEEN_LOOKS, clock));
    }

    static String clientOf(Map<String, String> variables) {
        return OperationsSettings.from(variables, "SAUDA_CLIENT").client();
    }

    MarkDesk mark() {
        return new MarkDesk(ledger, config, new PaperVenue(), mailbox, clock);
    }

    DeadlineDesk deadline() {
        return new DeadlineDesk(ledger, config, mailbox);
    }

    WatchDesk watch(String client) {
        return new WatchDesk(ledger, config, client, brokers.apply(client), mailbox, clock, pause);
    }

    ReconcileDesk reconcile(String client) {
        return new ReconcileDesk(ledger, config, client, brokers.apply(client), clock);
    }

    SessionDesk session(String client) {
        return new SessionDesk(ledger, config, client, brokers.apply(client), mailbox, clock);
    }

    ReportDesk report() {
        return new ReportDesk(ledger, config);
    }
}
