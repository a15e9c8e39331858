package sauda.notify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.cloud.StreamRecords;
import sauda.events.Fact;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Reads the ledger's stream and tells new alerts to people. Without a topic it has nobody
/// to tell.
public final class NotifyHandler implements RequestHandler<DynamodbEvent, @Nullable Void> {

    private final Notices notices;

    /// Called once by Lambda.
    public NotifyHandler() {
        this(from(System.getenv()));
    }

    public NotifyHandler(Notices notices) {
        this.notices = notices;
    }

    private static Notices from(Map<String, String> variables) {
        String topic = variables.getOrDefault("SAUDA_NOTICES_TOPIC", "");
        if (topic.isBlank()) {
            return alert -> {};
        }
        return new SnsNotices(
                SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(), topic);
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
        event.getRecords().stream()
                .filter(record -> "INSERT".equals(record.getEventName()))
                .flatMap(record -> StreamRecords.item(record).stream())
                .filter(item -> item.kind().equals("alert"))
                .flatMap(item -> Fact.of(item.kind(), item.attributes()).stream())
                .forEach(fact -> {
                    if (fact instanceof Fact.Alerted(var alert)) {
                        notices.tell(alert);
                    }
                });
        return null;
    }
}
