package sauda.core.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mapping with fixed keys. Each key is asked for once; [#done] then finds the keys that
/// nobody asked for.
final class Fields {

    private final Value place;
    private final @Nullable Map<String, Value> values;
    private final Set<String> asked = new LinkedHashSet<>();

    /// @param values null where the whole mapping is missing, which is a fault already
    Fields(Value place, @Nullable Map<String, Value> values) {
        this.place = place;
        this.values = values;
    }

    /// A key that must be there.
    Value get(String key) {
        Value value = valueOf(key);
        if (value != null) {
            return value;
        }
        if (values != null) {
            place.faults().add(place.line(), pathOf(key) + " is missing");
        }
        return new Value(pathOf(key), place.line(), null, place.faults());
    }

    /// A key that may be there.
    Optional<Value> find(String key) {
        return Optional.ofNullable(valueOf(key));
    }

    /// A key that must not be there in this case.
    void none(String key, String because) {
        find(key).ifPresent(value -> value.fault("must not be here: " + because));
    }

    /// Adds a fault for every key that was not asked for.
    void done() {
        if (values != null) {
            values.forEach((key, value) -> {
                if (!asked.contains(key)) {
                    value.fault("is unknown; known here: " + String.join(", ", asked));
                }
            });
        }
    }

    private @Nullable Value valueOf(String key) {
        asked.add(key);
        return values == null ? null : values.get(key);
    }

    private String pathOf(String key) {
        return place.path().isEmpty() ? key : place.path() + "." + key;
    }
}
