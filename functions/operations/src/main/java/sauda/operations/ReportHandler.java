package sauda.operations;

/// One line for each account after the close.
public final class ReportHandler extends TickHandler {

    /// Called once by Lambda.
    public ReportHandler() {
        this(OperationsWiring.fromEnvironment());
    }

    public ReportHandler(OperationsWiring wired) {
        super(wired.report()::on);
    }
}
