package sauda.cloud;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import software.amazon.awssdk.core.SdkBytes;

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
        image.forEach((name, value) -> {
            if (!Boolean.TRUE.equals(value.getNULL())) {
                values.put(name, value(value));
            }
        });
        return values;
    }

    /// As [StoredItem] reads it.
    private static Object value(AttributeValue told) {
        if (told.getS() != null) {
            return told.getS();
        } else if (told.getN() != null) {
            return new BigDecimal(told.getN());
        } else if (told.getBOOL() != null) {
            return told.getBOOL();
        } else if (told.getB() != null) {
            return bytes(told.getB());
        } else if (told.getL() != null) {
            return told.getL().stream()
                    .filter(value -> !Boolean.TRUE.equals(value.getNULL()))
                    .map(StreamRecords::value)
                    .toList();
        } else if (told.getSS() != null) {
            return told.getSS();
        } else if (told.getNS() != null) {
            return told.getNS().stream().map(BigDecimal::new).toList();
        } else if (told.getBS() != null) {
            return told.getBS().stream().map(StreamRecords::bytes).toList();
        } else if (told.getM() != null) {
            return values(told.getM());
        }
        throw new IllegalStateException("no value: " + told);
    }

    private static byte[] bytes(ByteBuffer told) {
        byte[] bytes = new byte[told.remaining()];
        told.duplicate().get(bytes);
        return bytes;
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
            case SS -> told.withSS(stored.ss());
            case NS -> told.withNS(stored.ns());
            case BS ->
                told.withBS(stored.bs().stream().map(SdkBytes::asByteBuffer).toList());
            case NUL -> told.withNULL(true);
        };
    }

    private static List<AttributeValue> listTold(
            List<software.amazon.awssdk.services.dynamodb.model.AttributeValue> stored) {
        return stored.stream().map(StreamRecords::told).toList();
    }
}
