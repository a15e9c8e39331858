package sauda.operations;

/// The fixed points of a broker client's day.
public final class SessionHandler extends TickHandler {

    /// Called once by Lambda.
    public SessionHandler() {
        this(OperationsWiring.fromEnvironment("SAUDA_CLIENT"), OperationsWiring.clientOf(System.getenv()));
    }

    public SessionHandler(OperationsWiring wired, String client) {
        super(wired.session(client)::on);
    }
}
