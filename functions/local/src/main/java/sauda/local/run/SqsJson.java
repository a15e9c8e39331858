package sauda.local.run;

import java.util.List;
import java.util.Map;
import sauda.events.EventJson;
import software.amazon.awssdk.services.sqs.model.Message;

/// A message of a queue as Lambda is given it.
final class SqsJson {

    private SqsJson() {}

    static String of(Message message, String queue) {
        return EventJson.write(Map.of(
                "Records",
                List.of(Map.of(
                        "messageId",
                        message.messageId(),
                        "receiptHandle",
                        message.receiptHandle(),
                        "body",
                        message.body(),
                        "attributes",
                        message.attributesAsStrings(),
                        "messageAttributes",
                        Map.of(),
                        "eventSource",
                        "aws:sqs",
                        "eventSourceARN",
                        "arn:aws:sqs:local:000000000000:" + queue,
                        "awsRegion",
                        "ap-south-1"))));
    }
}
