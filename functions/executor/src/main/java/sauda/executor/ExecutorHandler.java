package sauda.executor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.Map;
import sauda.cloud.QueueFed;
import sauda.cloud.SqsBatch;
import sauda.cloud.watch.Logs;
import sauda.events.CancelRequested;
import sauda.events.EventJson;
import sauda.events.KillRequested;
import sauda.events.OrderRequested;

/// Takes queued orders and cancels to the order desk, and kills to theirs. Knows Lambda and JSON; knows no trading
/// rule.
public final class ExecutorHandler implements QueueFed {

    private final ExecutorWiring wired;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public ExecutorHandler() {
        Logs.start(System.getenv());
        this(ExecutorWiring.from(ExecutorSettings.from(System.getenv())));
    }

    public ExecutorHandler(ExecutorWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return wired.waits().of(batch, () -> SqsBatch.inOrder(batch, this::take));
    }

    /// A cancel names the order it cancels, a kill the client; an order request has an id of its
    /// own.
    private void take(String body) {
        Map<String, Object> message = EventJson.object(body);
        if (message.containsKey("client")) {
            wired.kill().on(EventJson.read(body, KillRequested.class));
        } else if (message.containsKey("order")) {
            wired.desk().on(EventJson.read(body, CancelRequested.class));
        } else {
            wired.desk().on(EventJson.read(body, OrderRequested.class));
        }
    }
}
