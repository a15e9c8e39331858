package sauda.cloud;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.events.Routes;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items as DynamoDB holds them: key, kind and attributes side by side.
final class StoredItem {

    static final String PARTITION = Routes.LEDGER.partitionKey();
    static final String SORT = Routes.LEDGER.sortKey();
    static final String KIND = "kind";

    private StoredItem() {}

    static Map<String, AttributeValue> key(Key key) {
        return Map.of(PARTITION, stored(key.partition()), SORT, stored(key.sort()));
    }

    static Map<String, AttributeValue> of(Item item) {
        Map<String, AttributeValue> attributes = new HashMap<>(key(item.key()));
        attributes.put(KIND, stored(item.kind()));
        item.attributes().forEach((name, value) -> attributes.put(name, stored(value)));
        return attributes;
    }

    static Item item(Map<String, AttributeValue> attributes) {
        Map<String, Object> values = new HashMap<>();
        values(attributes).forEach((name, value) -> {
            if (!Item.RESERVED.contains(name)) {
                values.put(name, value);
            }
        });
        Key key = new Key(text(attributes, PARTITION), text(attributes, SORT));
        return new Item(key, text(attributes, KIND), values);
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name).s();
    }

    static AttributeValue stored(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case BigDecimal number -> AttributeValue.fromN(number.toPlainString());
            case Boolean truth -> AttributeValue.fromBool(truth);
            case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
            case List<?> list -> AttributeValue.fromL(storedList(list));
            case Map<?, ?> map -> AttributeValue.fromM(storedMap(map));
            default -> throw new IllegalArgumentException("no ledger value: " + value.getClass());
        };
    }

    private static List<AttributeValue> storedList(List<?> list) {
        List<AttributeValue> stored = new ArrayList<>();
        list.forEach(value -> stored.add(stored(value)));
        return stored;
    }

    private static Map<String, AttributeValue> storedMap(Map<?, ?> map) {
        Map<String, AttributeValue> stored = new HashMap<>();
        map.forEach((name, value) -> stored.put((String) name, stored(value)));
        return stored;
    }

    /// Also what only a newer release may have written, such as a set: code that was put back
    /// reads past it.
    private static Object value(AttributeValue stored) {
        return switch (stored.type()) {
            case S -> stored.s();
            case N -> new BigDecimal(stored.n());
            case BOOL -> stored.bool();
            case B -> stored.b().asByteArray();
            case L ->
                stored.l().stream()
                        .filter(value -> value.type() != AttributeValue.Type.NUL)
                        .map(StoredItem::value)
                        .toList();
            case M -> values(stored.m());
            case SS -> stored.ss();
            case NS -> stored.ns().stream().map(BigDecimal::new).toList();
            case BS -> stored.bs().stream().map(SdkBytes::asByteArray).toList();
            case NUL, UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("no value: " + stored.type());
        };
    }

    private static Map<String, Object> values(Map<String, AttributeValue> stored) {
        Map<String, Object> values = new HashMap<>();
        stored.forEach((name, value) -> {
            if (value.type() != AttributeValue.Type.NUL) {
                values.put(name, value(value));
            }
        });
        return values;
    }
}
