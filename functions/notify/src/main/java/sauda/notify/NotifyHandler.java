package sauda.notify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sauda.cloud.StreamRecords;
import sauda.cloud.watch.Logs;
import sauda.events.Alert;
import sauda.events.Fact;

/// Reads the ledger's stream, measures what it brings and tells new alerts to people.
public final class NotifyHandler implements RequestHandler<DynamodbEvent, @Nullable Void> {

    private static final int REMEMBERED = 1_000;

    private final Notifier notifier;
    private final Consumer<DynamodbEvent> measuring;

    /// A batch that failed comes again, and in halves: what was told of it is not told twice.
    private final Set<Alert> told = Collections.newSetFromMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Alert, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    /// Called once by Lambda.
    public NotifyHandler() {
        Logs.start(System.getenv());
        this(NotifyWiring.from(NotifySettings.from(System.getenv())));
    }

    public NotifyHandler(NotifyWiring wired) {
        this.notifier = wired.notifier();
        this.measuring = wired.measuring();
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
        measuring.accept(event);
        Set<Alert> alerts = new LinkedHashSet<>();
        event.getRecords().stream()
                .filter(record -> "INSERT".equals(record.getEventName()))
                .flatMap(record -> StreamRecords.item(record).stream())
                .filter(item -> item.kind().equals("alert"))
                .flatMap(item -> Fact.of(item.kind(), item.attributes()).stream())
                .forEach(fact -> {
                    if (fact instanceof Fact.Alerted(var alert)) {
                        alerts.add(alert);
                    }
                });
        alerts.removeAll(told);
        if (!alerts.isEmpty()) {
            notifier.tell(List.copyOf(alerts));
            told.addAll(alerts);
        }
        return null;
    }
}
