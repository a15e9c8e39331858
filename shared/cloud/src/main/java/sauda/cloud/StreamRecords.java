package sauda.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;

/// What the ledger's stream tells, as items of the ledger.
public final class StreamRecords {

    private StreamRecords() {}

    /// The item as it is after the change, or empty when it was removed.
    public static Optional<Item> item(DynamodbStreamRecord record) {
        return item(record.getDynamodb().getNewImage());
    }

    /// The item as it was before the change, or empty when it was not there.
    public static Optional<Item> before(DynamodbStreamRecord record) {
        return item(record.getDynamodb().getOldImage());
    }

    private static Optional<Item> item(Map<String, AttributeValue> image) {
        if (image == null || image.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> values = values(image);
        values.keySet().removeAll(Item.RESERVED);
        Key key = new Key(text(image, StoredItem.PARTITION), text(image, StoredItem.SORT));
        return Optional.of(new Item(key, text(image, StoredItem.KIND), values));
    }

    private static String text(Map<String, AttributeValue> image, String name) {
        return Objects.requireNonNull(image.get(name), name).getS();
    }

    private static Map<String, Object> values(Map<String, AttributeValue> image) {
        Map<String, Object> values = new HashMap<>();
        image.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Object value(AttributeValue told) {
        if (told.getS() != null) {
            return told.getS();
        } else if (told.getN() != null) {
            return new BigDecimal(told.getN());
        } else if (told.getBOOL() != null) {
            return told.getBOOL();
        } else if (told.getB() != null) {
            byte[] bytes = new byte[told.getB().remaining()];
            told.getB().duplicate().get(bytes);
            return bytes;
        } else if (told.getL() != null) {
            return told.getL().stream().map(StreamRecords::value).toList();
        } else if (told.getM() != null) {
            return values(told.getM());
        }
        throw new IllegalStateException("the ledger writes only text, numbers, truth, bytes, lists and maps");
    }

    /// As Lambda would hand it over: for the local runner, which reads the stream itself.
    static Map<String, AttributeValue> told(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> image) {
        Map<String, AttributeValue> told = new HashMap<>();
        image.forEach((name, value) -> told.put(name, told(value)));
        return told;
    }

    private static AttributeValue told(software.amazon.awssdk.services.dynamodb.model.AttributeValue stored) {
        AttributeValue told = new AttributeValue();
        return switch (stored.type()) {
            case S -> told.withS(stored.s());
            case N -> told.withN(stored.n());
            case BOOL -> told.withBOOL(stored.bool());
            case B -> told.withB(stored.b().asByteBuffer());
            case L -> told.withL(listTold(stored.l()));
            case M -> told.withM(told(stored.m()));
            // The stream of DynamoDB Local tells an empty map as a value of no type.
            case UNKNOWN_TO_SDK_VERSION -> told.withM(Map.of());
            case SS, NS, BS, NUL -> throw new IllegalStateException("the ledger writes no " + stored.type());
        };
    }

    private static List<AttributeValue> listTold(
            List<software.amazon.awssdk.services.dynamodb.model.AttributeValue> stored) {
        return stored.stream().map(StreamRecords::told).toList();
    }
}
