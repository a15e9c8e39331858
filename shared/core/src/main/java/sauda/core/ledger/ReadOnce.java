package sauda.core.ledger;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;

/// Attributes of an item that remember the record that was last read from them: books in memory
/// are read again and again between two changes. Records are immutable, so it may be shared.
final class ReadOnce extends AbstractMap<String, Object> {

    private final Map<String, Object> attributes;
    private @Nullable Object read;

    /// @param attributes that nobody changes any more
    ReadOnce(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    <T> T as(Class<T> type) {
        Object known = read;
        if (type.isInstance(known)) {
            return type.cast(known);
        }
        T fresh = EventJson.fromMap(attributes, type);
        read = type.isRecord() ? fresh : null;
        return fresh;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return attributes.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return attributes.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return attributes.containsKey(name);
    }
}
