package sauda.notify;

import java.util.List;
import java.util.Locale;
import sauda.events.Alert;
import sauda.events.EventJson;
import software.amazon.awssdk.services.sns.SnsClient;

/// Tells the owner's SNS topic, and so everybody who subscribed to it by mail.
public final class SnsNotifier implements Notifier {

    private static final int LONGEST_SUBJECT = 100;

    private final SnsClient client;
    private final String topic;

    public SnsNotifier(SnsClient client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    @Override
    public void tell(List<Alert> alerts) {
        for (Alert alert : alerts) {
            client.publish(publish -> publish.topicArn(topic)
                    .subject(subject(alert))
                    .message(alert.text() + "\n\n" + EventJson.write(alert)));
        }
    }

    /// SNS takes printable ASCII.
    private static String subject(Alert alert) {
        String subject = String.format(Locale.ROOT, "Sauda %s %s %s", alert.level(), alert.code(), alert.subject())
                .replaceAll("[^ -~]", "?");
        return subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length()));
    }
}
