package sauda.local.run;

import java.util.List;
import java.util.Map;
import sauda.events.EventJson;
import sauda.events.Routes;

/// A message of the topic as Lambda is given it.
final class SnsJson {

    private SnsJson() {}

    static String of(String message) {
        return EventJson.write(Map.of(
                "Records",
                List.of(Map.of(
                        "EventSource",
                        "aws:sns",
                        "EventVersion",
                        "1.0",
                        "EventSubscriptionArn",
                        "arn:aws:sns:local:000000000000:" + Routes.TOPIC,
                        "Sns",
                        Map.of(
                                "Type",
                                "Notification",
                                "MessageId",
                                "local",
                                "TopicArn",
                                "arn:aws:sns:local:000000000000:" + Routes.TOPIC,
                                "Message",
                                message)))));
    }
}
