package sauda.local.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.InMemoryLedger.Change;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.events.Routes;

/// The in-memory ledger's changes in the form of a DynamoDB stream.
final class MemoryStream {

    private final List<DynamodbStreamRecord> waiting = new ArrayList<>();
    private long changes;

    synchronized void add(Change change) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventID(Long.toString(++changes));
        record.setEventName(change.before() == null ? "INSERT" : change.after() == null ? "REMOVE" : "MODIFY");
        StreamRecord images = new StreamRecord();
        images.setApproximateCreationDateTime(new Date());
        images.setKeys(key(change.key()));
        images.setOldImage(image(change.before()));
        images.setNewImage(image(change.after()));
        record.setDynamodb(images);
        waiting.add(record);
    }

    synchronized List<DynamodbStreamRecord> poll() {
        List<DynamodbStreamRecord> polled = List.copyOf(waiting);
        waiting.clear();
        return polled;
    }

    private static Map<String, AttributeValue> key(Key key) {
        return Map.of(Routes.LEDGER.partitionKey(), value(key.partition()), Routes.LEDGER.sortKey(), value(key.sort()));
    }

    private static @Nullable Map<String, AttributeValue> image(@Nullable Item item) {
        if (item == null) {
            return null;
        }
        Map<String, AttributeValue> image = new HashMap<>(key(item.key()));
        image.put("kind", value(item.kind()));
        item.attributes().forEach((name, attribute) -> image.put(name, value(attribute)));
        return image;
    }

    private static AttributeValue value(Object value) {
        AttributeValue stored = new AttributeValue();
        switch (value) {
            case String text -> stored.setS(text);
            case BigDecimal number -> stored.setN(number.toPlainString());
            case Boolean truth -> stored.setBOOL(truth);
            case byte[] bytes -> stored.setB(ByteBuffer.wrap(bytes));
            case List<?> list ->
                stored.setL(list.stream().map(MemoryStream::value).toList());
            case Map<?, ?> map -> {
                Map<String, AttributeValue> values = new HashMap<>();
                map.forEach((name, inner) -> values.put((String) name, value(inner)));
                stored.setM(values);
            }
            default -> throw new IllegalArgumentException("no ledger value: " + value.getClass());
        }
        return stored;
    }
}
