package sauda.operations;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import sauda.cloud.QueueFed;
import sauda.cloud.SqsBatch;
import sauda.cloud.watch.Logs;
import sauda.core.desk.MarkDesk;
import sauda.events.BarsReady;
import sauda.events.EventJson;

/// Marks an account's books when its candles are in. Knows Lambda and JSON.
public final class MarkHandler implements QueueFed {

    private final MarkDesk desk;

    /// Called once by Lambda.
    public MarkHandler() {
        Logs.start(System.getenv());
        this(OperationsWiring.fromEnvironment("SAUDA_QUEUES"));
    }

    public MarkHandler(OperationsWiring wired) {
        this.desk = wired.mark();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return SqsBatch.inOrder(batch, body -> desk.on(EventJson.read(body, BarsReady.class)));
    }
}
