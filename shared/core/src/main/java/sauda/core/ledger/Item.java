package sauda.core.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;

/// A stored item. Attributes are text, exact numbers of at most 38 digits, booleans,
/// byte arrays, lists and maps of these. Byte arrays are read, never changed: they are
/// not copied when handed out.
///
/// @param kind what it is, such as `order`: the stream's readers go by it
public record Item(Key key, String kind, Map<String, Object> attributes) {

    /// Names that the store needs for itself, beside the attributes.
    public static final Set<String> RESERVED = Set.of("pk", "sk", "kind");

    public Item {
        attributes = new ReadOnce(Attributes.canonical(attributes));
        for (String name : RESERVED) {
            if (attributes.containsKey(name)) {
                throw new IllegalArgumentException("`" + name + "` is no name for an attribute: " + key);
            }
        }
    }

    public static Item of(Key key, String kind, Object entry) {
        return new Item(key, kind, EventJson.toMap(entry));
    }

    /// The entry as one JSON text in place of attributes: smaller and quicker, for items that
    /// are only ever read whole and whose attributes no condition asks for.
    public static Item whole(Key key, String kind, Object entry) {
        return whole(key, kind, entry, Map.of());
    }

    /// @param beside attributes that conditions do ask for
    public static Item whole(Key key, String kind, Object entry, Map<String, Object> beside) {
        Map<String, Object> attributes = new HashMap<>(beside);
        attributes.put(EventJson.WHOLE, EventJson.write(entry));
        return new Item(key, kind, attributes);
    }

    public <T> T as(Class<T> type) {
        return attributes instanceof ReadOnce once ? once.as(type) : EventJson.fromMap(attributes, type);
    }

    /// By content, also of byte arrays.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item item
                && key.equals(item.key)
                && kind.equals(item.kind)
                && Attributes.same(attributes, item.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, kind, attributes.keySet());
    }
}
