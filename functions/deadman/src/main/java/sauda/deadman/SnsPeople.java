package sauda.deadman;

import java.util.Locale;
import java.util.function.Consumer;
import sauda.events.Alert;
import sauda.events.EventJson;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Tells people by a topic of the dead man's own: the main stack's may be gone.
record SnsPeople(SnsClient client, String topic) implements Consumer<Alert> {

    static SnsPeople at(String topic) {
        return new SnsPeople(
                SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(), topic);
    }

    @Override
    public void accept(Alert alert) {
        client.publish(publish -> publish.topicArn(topic)
                .subject(String.format(Locale.ROOT, "Sauda %s %s", alert.level(), alert.code()))
                .message(alert.text() + "\n\n" + EventJson.write(alert)));
    }
}
