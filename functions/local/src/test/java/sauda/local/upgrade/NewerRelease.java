package sauda.local.upgrade;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Schema;
import sauda.events.EventJson;

/// Everything that a release of the same major may add to a ledger.
final class NewerRelease {

    private static final Map<String, Object> ADDED =
            Map.of("colour", "blue", "shades", List.of("light", 2), "more", Map.of("deep", true));

    private NewerRelease() {}

    /// The ledger as if such a release had written all of it.
    static List<Item> wrote(List<Item> items) {
        List<Item> written = new ArrayList<>();
        var partitions = new TreeSet<String>();
        for (Item item : items) {
            written.add(withMore(item));
            partitions.add(item.key().partition());
        }
        partitions.removeIf(partition -> partition.equals(Keys.ALERTS) || partition.startsWith("AUDIT#"));
        for (String partition : partitions) {
            // before, between and after what is there
            for (String sort : List.of("!", "ORDERLY#1", "~PLAN#1")) {
                written.add(new Item(new Key(partition, sort), "plan", ADDED));
            }
        }
        written.add(new Item(new Key("TOMORROW", "STATE"), "tomorrow", ADDED));
        written.add(new Item(Keys.SCHEMA, "schema", Map.of("major", Schema.OURS.major(), "minor", 99)));
        return written;
    }

    private static Item withMore(Item item) {
        Class<?> record = StoredKinds.recordOf(item).orElse(null);
        Map<String, Object> attributes = new HashMap<>(item.attributes());
        if (attributes.get(EventJson.WHOLE) instanceof String text) {
            attributes.put(EventJson.WHOLE, EventJson.write(withMore(EventJson.object(text), record)));
            attributes.putAll(ADDED);
        } else {
            attributes = withMore(attributes, record);
        }
        return new Item(item.key(), item.kind(), attributes);
    }

    /// Also in the records that it holds.
    private static Map<String, Object> withMore(Map<String, Object> values, Class<?> record) {
        Map<String, Object> more = new HashMap<>(values);
        if (record != null && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                more.computeIfPresent(component.getName(), (_, value) -> withMore(value, component.getGenericType()));
            }
        }
        more.putAll(ADDED);
        return more;
    }

    @SuppressWarnings("unchecked")
    private static Object withMore(Object value, Type type) {
        return switch (value) {
            case Map<?, ?> map
            when type instanceof Class<?> record && record.isRecord() -> withMore((Map<String, Object>) map, record);
            case List<?> list
            when type instanceof ParameterizedType of ->
                list.stream()
                        .map(element -> withMore(element, of.getActualTypeArguments()[0]))
                        .toList();
            default -> value;
        };
    }
}
