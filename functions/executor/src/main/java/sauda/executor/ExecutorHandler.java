package sauda.executor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import sauda.cloud.SqsBatch;
import sauda.events.CancelRequested;
import sauda.events.EventJson;
import sauda.events.OrderRequested;

/// Takes queued orders and cancels to the order desk. Knows Lambda and JSON; knows no trading
/// rule.
public final class ExecutorHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final ExecutorWiring wired;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public ExecutorHandler() {
        this(ExecutorWiring.from(ExecutorSettings.from(System.getenv())));
    }

    public ExecutorHandler(ExecutorWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return SqsBatch.inOrder(batch, this::take);
    }

    /// A cancel names the order it cancels; an order request has an id of its own.
    private void take(String body) {
        if (EventJson.object(body).containsKey("order")) {
            wired.desk().on(EventJson.read(body, CancelRequested.class));
        } else {
            wired.desk().on(EventJson.read(body, OrderRequested.class));
        }
    }
}
