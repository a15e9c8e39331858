package sauda.operations;

/// Lets accounts go on without stocks that did not answer.
public final class DeadlineHandler extends TickHandler {

    /// Called once by Lambda.
    public DeadlineHandler() {
        this(OperationsWiring.fromEnvironment());
    }

    public DeadlineHandler(OperationsWiring wired) {
        super(wired.deadline()::on);
    }
}
