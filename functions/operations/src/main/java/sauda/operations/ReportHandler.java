package sauda.operations;

import sauda.cloud.watch.Logs;

/// One line for each account after the close.
public final class ReportHandler extends TickHandler {

    /// Called once by Lambda.
    public ReportHandler() {
        Logs.start(System.getenv());
        this(OperationsWiring.fromEnvironment());
    }

    public ReportHandler(OperationsWiring wired) {
        super(wired.report()::on);
    }
}
