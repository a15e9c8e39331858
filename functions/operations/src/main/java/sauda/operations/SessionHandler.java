package sauda.operations;

import sauda.cloud.watch.Logs;

/// The fixed points of a broker client's day.
public final class SessionHandler extends TickHandler {

    /// Called once by Lambda.
    public SessionHandler() {
        Logs.start(System.getenv());
        this(OperationsWiring.fromEnvironment("SAUDA_CLIENT"), OperationsWiring.clientOf(System.getenv()));
    }

    public SessionHandler(OperationsWiring wired, String client) {
        super(wired.session(client)::on);
    }
}
