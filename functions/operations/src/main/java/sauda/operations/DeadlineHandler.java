package sauda.operations;

import sauda.cloud.watch.Logs;

/// Lets accounts go on without stocks that did not answer.
public final class DeadlineHandler extends TickHandler {

    /// Called once by Lambda.
    public DeadlineHandler() {
        Logs.start(System.getenv());
        this(OperationsWiring.fromEnvironment());
    }

    public DeadlineHandler(OperationsWiring wired) {
        super(wired.deadline()::on);
    }
}
