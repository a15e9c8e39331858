package sauda.core.ledger;

import java.util.Map;
import sauda.events.EventJson;

/// A stored item. Attributes are text, exact numbers, booleans, byte arrays, lists
/// and maps of these.
///
/// @param kind what it is, such as `order`: the stream's readers go by it
public record Item(Key key, String kind, Map<String, Object> attributes) {

    public Item {
        attributes = Attributes.canonical(attributes);
    }

    public static Item of(Key key, String kind, Object entry) {
        return new Item(key, kind, EventJson.toMap(entry));
    }

    public <T> T as(Class<T> type) {
        return EventJson.fromMap(attributes, type);
    }
}
