package sauda.core.ledger;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What must hold of an item for a commit to take place. Attributes are top-level
/// ones. A missing attribute fails every comparison.
public sealed interface Condition {

    /// There is no item at the key.
    record Absent() implements Condition {}

    /// There is an item at the key.
    record Present() implements Condition {}

    /// @param value text, boolean or number
    record Equal(String attribute, Object value) implements Condition {
        public Equal {
            value = Attributes.value(value);
        }
    }

    /// The attribute is one of these texts, of which there are at most 100.
    record OneOf(String attribute, List<String> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /// attribute < bound
    record Below(String attribute, BigDecimal bound) implements Condition {
        public Below {
            bound = Attributes.number(bound);
        }
    }

    /// attribute ≤ bound
    record AtMost(String attribute, BigDecimal bound) implements Condition {
        public AtMost {
            bound = Attributes.number(bound);
        }
    }

    /// attribute > bound
    record Above(String attribute, BigDecimal bound) implements Condition {
        public Above {
            bound = Attributes.number(bound);
        }
    }

    /// attribute ≥ bound
    record AtLeast(String attribute, BigDecimal bound) implements Condition {
        public AtLeast {
            bound = Attributes.number(bound);
        }
    }

    /// The attribute is missing, or ≤ bound: for items that appear with their first use.
    record AbsentOrAtMost(String attribute, BigDecimal bound) implements Condition {
        public AbsentOrAtMost {
            bound = Attributes.number(bound);
        }
    }

    /// The same truth as the store's own evaluation: used by the in-memory form, and to
    /// explain a refusal from the item that was found.
    default boolean holds(@Nullable Item item) {
        Map<String, Object> found = item == null ? Map.of() : item.attributes();
        return switch (this) {
            case Absent() -> item == null;
            case Present() -> item != null;
            case Equal(var attribute, var value) -> Attributes.same(value, found.get(attribute));
            case OneOf(var attribute, var values) ->
                found.get(attribute) instanceof String text && values.contains(text);
            case Below(var attribute, var bound) ->
                found.get(attribute) instanceof BigDecimal n && n.compareTo(bound) < 0;
            case AtMost(var attribute, var bound) ->
                found.get(attribute) instanceof BigDecimal n && n.compareTo(bound) <= 0;
            case Above(var attribute, var bound) ->
                found.get(attribute) instanceof BigDecimal n && n.compareTo(bound) > 0;
            case AtLeast(var attribute, var bound) ->
                found.get(attribute) instanceof BigDecimal n && n.compareTo(bound) >= 0;
            case AbsentOrAtMost(var attribute, var bound) ->
                !found.containsKey(attribute)
                        || found.get(attribute) instanceof BigDecimal n && n.compareTo(bound) <= 0;
        };
    }
}
