package sauda.operations;

import java.time.InstantSource;
import java.util.Map;
import sauda.brokers.Brokers;
import sauda.brokers.paper.PaperVenue;
import sauda.core.config.Config;
import sauda.core.desk.DeadlineDesk;
import sauda.core.desk.Mailbox;
import sauda.core.desk.MarkDesk;
import sauda.core.desk.ReconcileDesk;
import sauda.core.desk.ReportDesk;
import sauda.core.desk.SessionDesk;
import sauda.core.desk.WatchDesk;
import sauda.core.ledger.Ledger;

/// The parts that operations functions are made of, and each function's desk from them.
public record OperationsWiring(Config config, Ledger ledger, Mailbox mailbox, InstantSource clock) {

    public static OperationsWiring fromEnvironment(String... needed) {
        return from(OperationsSettings.from(System.getenv(), needed));
    }

    static OperationsWiring from(OperationsSettings settings) {
        return new OperationsWiring(
                settings.environment().config(),
                settings.environment().ledger(),
                settings.environment().mailbox(),
                InstantSource.system());
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
        return new WatchDesk(ledger, config, client, Brokers.of(config, client, ledger, clock), mailbox, clock);
    }

    ReconcileDesk reconcile(String client) {
        return new ReconcileDesk(ledger, config, client, Brokers.of(config, client, ledger, clock), clock);
    }

    SessionDesk session(String client) {
        return new SessionDesk(ledger, config, client, Brokers.of(config, client, ledger, clock), mailbox, clock);
    }

    ReportDesk report() {
        return new ReportDesk(ledger, config);
    }
}
