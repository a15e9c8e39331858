package sauda.notify;

import java.util.Locale;
import sauda.events.Alert;
import sauda.events.EventJson;
import software.amazon.awssdk.services.sns.SnsClient;

/// Tells alerts to the owner's SNS topic.
public final class SnsNotices implements Notices {

    private static final int LONGEST_SUBJECT = 100;

    private final SnsClient client;
    private final String topic;

    public SnsNotices(SnsClient client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    @Override
    public void tell(Alert alert) {
        String subject = String.format(Locale.ROOT, "Sauda %s %s %s", alert.level(), alert.code(), alert.subject());
        client.publish(publish -> publish.topicArn(topic)
                .subject(subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length())))
                .message(alert.text() + "\n\n" + EventJson.write(alert)));
    }
}
