package sauda.operations;

import sauda.cloud.watch.Logs;

/// Ends what hangs, each minute, for one broker client.
public final class WatchHandler extends TickHandler {

    /// Called once by Lambda.
    public WatchHandler() {
        Logs.start(System.getenv());
        this(OperationsWiring.fromEnvironment("SAUDA_CLIENT"), OperationsWiring.clientOf(System.getenv()));
    }

    public WatchHandler(OperationsWiring wired, String client) {
        super(wired.watch(client)::on);
    }
}
