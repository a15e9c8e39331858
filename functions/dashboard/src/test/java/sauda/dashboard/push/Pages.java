package sauda.dashboard.push;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Connections;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.dashboard.Principal;
import sauda.dashboard.Role;
import sauda.events.EventJson;

/// Pages that are open at 10:18 in India, over the default configuration: what they say, what
/// the ledger changes, and what they were told.
final class Pages implements Connections {

    static final Instant NOW = Instant.parse("2024-01-15T04:48:00Z");
    static final Principal ASHA = new Principal("5f1c", "asha", Role.TRADER, NOW.plusSeconds(3600));

    private static final Config CONFIG = ConfigFile.defaults();

    final InMemoryLedger ledger = new InMemoryLedger();
    final Map<String, List<String>> told = new ConcurrentHashMap<>();
    final List<String> closed = new CopyOnWriteArrayList<>();

    /// Ids of connections that are gone, that fail, and that never answer.
    final Set<String> gone = ConcurrentHashMap.newKeySet();

    final Set<String> broken = ConcurrentHashMap.newKeySet();
    final Set<String> stuck = ConcurrentHashMap.newKeySet();

    Instant now = NOW;
    Ledger asked = ledger;

    SocketWiring wiring() {
        return new SocketWiring(asked, CONFIG, this, () -> now, () -> NOW);
    }

    @Override
    public boolean post(String id, String json) {
        if (broken.contains(id)) {
            throw new IllegalStateException("no way to " + id);
        }
        if (stuck.contains(id)) {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException enough) {
                throw new IllegalStateException(enough);
            }
        }
        if (gone.contains(id)) {
            return false;
        }
        told.computeIfAbsent(id, any -> new CopyOnWriteArrayList<>()).add(json);
        return true;
    }

    @Override
    public void close(String id) {
        closed.add(id);
    }

    APIGatewayV2WebSocketResponse connect(String id, Principal by) {
        return said(
                id,
                "$connect",
                null,
                Map.of(
                        "sub", by.sub(),
                        "name", by.name(),
                        "role", by.role().word(),
                        "expires", by.expires().toString(),
                        "principalId", by.sub()));
    }

    APIGatewayV2WebSocketResponse disconnect(String id) {
        return said(id, "$disconnect", null, Map.of());
    }

    /// The answer to a message.
    String says(String id, String message) {
        return said(id, "$default", message, Map.of()).getBody();
    }

    /// A page that wants these.
    Pages open(String id, String accounts, String symbols) {
        connect(id, ASHA);
        says(id, "{\"subscribe\":{\"accounts\":" + accounts + ",\"symbols\":" + symbols + "}}");
        return this;
    }

    APIGatewayV2WebSocketResponse said(
            String id, String route, @Nullable String body, @Nullable Map<String, Object> authorizer) {
        APIGatewayV2WebSocketEvent event = new APIGatewayV2WebSocketEvent();
        APIGatewayV2WebSocketEvent.RequestContext request = new APIGatewayV2WebSocketEvent.RequestContext();
        request.setConnectionId(id);
        request.setRouteKey(route);
        request.setAuthorizer(authorizer);
        event.setRequestContext(request);
        event.setBody(body);
        return new SocketHandler(wiring()).handleRequest(event, null);
    }

    Socket socket(String id) {
        return ledger.get(Keys.socket(id)).orElseThrow().as(Socket.class);
    }

    boolean isKept(String id) {
        return ledger.get(Keys.socket(id)).isPresent();
    }

    void push(Item... items) {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (Item item : items) {
            records.add(changed(item));
        }
        push(records);
    }

    void push(List<DynamodbStreamRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        new PushHandler(wiring(), Duration.ofSeconds(2)).handleRequest(event, null);
    }

    /// Type and account or symbol of each message that a page was told.
    List<String> toldTo(String id) {
        return told.getOrDefault(id, List.of()).stream()
                .map(EventJson::object)
                .map(message -> message.get("type") + " "
                        + (message.get("account") == null ? message.get("symbol") : message.get("account")))
                .toList();
    }

    static DynamodbStreamRecord changed(Item item) {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put("pk", new AttributeValue(item.key().partition()));
        image.put("sk", new AttributeValue(item.key().sort()));
        image.put("kind", new AttributeValue(item.kind()));
        item.attributes().forEach((name, value) -> image.put(name, value(value)));
        StreamRecord images = new StreamRecord();
        images.setNewImage(image);
        return record("MODIFY", images);
    }

    static DynamodbStreamRecord removed(Item item) {
        StreamRecord images = new StreamRecord();
        images.setOldImage(changed(item).getDynamodb().getNewImage());
        return record("REMOVE", images);
    }

    private static DynamodbStreamRecord record(String event, StreamRecord images) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventName(event);
        record.setDynamodb(images);
        return record;
    }

    private static AttributeValue value(Object value) {
        AttributeValue stored = new AttributeValue();
        return switch (value) {
            case String text -> stored.withS(text);
            case BigDecimal number -> stored.withN(number.toPlainString());
            case Boolean truth -> stored.withBOOL(truth);
            case List<?> list -> stored.withL(list.stream().map(Pages::value).toList());
            case Map<?, ?> map -> {
                Map<String, AttributeValue> values = new HashMap<>();
                map.forEach((name, inner) -> values.put((String) name, value(inner)));
                yield stored.withM(values);
            }
            default -> throw new IllegalArgumentException("no such value here: " + value.getClass());
        };
    }
}
