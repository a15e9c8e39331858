package sauda.decisions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import sauda.cloud.QueueFed;
import sauda.cloud.SqsBatch;
import sauda.cloud.watch.Logs;
import sauda.events.EventJson;
import sauda.events.SignalsReady;

/// Lets one account decide when its books are marked. Knows Lambda and JSON; knows no model.
public final class DecisionsHandler implements QueueFed {

    private final DecisionsWiring wired;

    /// Called once by Lambda; what is built here lives as long as the warm function.
    public DecisionsHandler() {
        Logs.start(System.getenv());
        this(DecisionsWiring.from(DecisionsSettings.from(System.getenv())));
    }

    public DecisionsHandler(DecisionsWiring wired) {
        this.wired = wired;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return SqsBatch.inOrder(batch, body -> wired.desk().on(EventJson.read(body, SignalsReady.class)));
    }
}
