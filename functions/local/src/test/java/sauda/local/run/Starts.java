package sauda.local.run;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import java.util.List;
import sauda.events.Routes;
import software.amazon.awssdk.services.sqs.model.Message;

/// Starts one function of a run, as one service of AWS would.
public final class Starts {

    private Starts() {}

    public static void byTopic(Functions functions, Routes.Function function, String instance, String message) {
        functions.onTopic(function, instance).invoke(SnsJson.of(message));
    }

    /// @return whether the message is done with
    public static boolean byQueue(
            Functions functions, Routes.Function function, String instance, Message message, String queue) {
        SQSBatchResponse response = functions.onQueue(function, instance).invoke(SqsJson.of(message, queue));
        return response.getBatchItemFailures() == null
                || response.getBatchItemFailures().isEmpty();
    }

    public static void byStream(Functions functions, Routes.Function function, List<DynamodbStreamRecord> changes) {
        functions.onStream(function).invoke(json(functions, function, changes));
    }

    /// What Lambda would hold against a filter, and hand over.
    public static String json(Functions functions, Routes.Function function, List<DynamodbStreamRecord> changes) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(changes);
        return functions.onStream(function).json(event);
    }
}
