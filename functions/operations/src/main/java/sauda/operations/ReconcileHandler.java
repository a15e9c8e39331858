package sauda.operations;

import sauda.cloud.watch.Logs;

/// Compares books and venue, each minute, for one broker client.
public final class ReconcileHandler extends TickHandler {

    /// Called once by Lambda.
    public ReconcileHandler() {
        Logs.start(System.getenv());
        this(OperationsWiring.fromEnvironment("SAUDA_CLIENT"), OperationsWiring.clientOf(System.getenv()));
    }

    public ReconcileHandler(OperationsWiring wired, String client) {
        super(wired.reconcile(client)::on);
    }
}
