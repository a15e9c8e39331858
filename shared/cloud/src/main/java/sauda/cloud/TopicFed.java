package sauda.cloud;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNS;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson.BadMessage;

/// A function that a topic starts, and that reads Lambda's event itself: see [QueueFed].
public interface TopicFed extends RequestHandler<SNSEvent, @Nullable Void>, RequestStreamHandler {

    @Override
    default void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        handleRequest(told(LambdaJson.records(event)), context);
        answer.write(LambdaJson.NOTHING);
    }

    private static SNSEvent told(List<Map<?, ?>> records) {
        List<SNSRecord> told = new ArrayList<>();
        for (Map<?, ?> record : records) {
            if (!(record.get("Sns") instanceof Map<?, ?> notice)) {
                throw new BadMessage("a record of a topic has its notice in Sns");
            }
            SNS sns = new SNS();
            sns.setMessage(LambdaJson.text(notice, "Message"));
            SNSRecord one = new SNSRecord();
            one.setSns(sns);
            told.add(one);
        }
        SNSEvent event = new SNSEvent();
        event.setRecords(told);
        return event;
    }
}
