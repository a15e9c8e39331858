package sauda.core.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;

/// The one form of attribute values, so that both ledgers give back the same: numbers
/// are BigDecimal without trailing zeros, maps are sorted, nulls are left out.
final class Attributes {

    private Attributes() {}

    static Map<String, Object> canonical(Map<String, Object> attributes) {
        Map<String, Object> sorted = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                sorted.put(name, value(value));
            }
        });
        return Collections.unmodifiableMap(sorted);
    }

    static Object value(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case byte[] bytes -> bytes.clone();
            case BigDecimal number -> new Rupees(number).amount();
            case BigInteger number -> new BigDecimal(number);
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Map<?, ?> map -> canonical(withTextKeys(map));
            case List<?> list -> list(list);
            default -> throw new IllegalArgumentException("no ledger value: " + value.getClass());
        };
    }

    private static Map<String, Object> withTextKeys(Map<?, ?> map) {
        Map<String, Object> texts = new TreeMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                texts.put((String) name, value);
            }
        });
        return texts;
    }

    private static List<Object> list(List<? extends @Nullable Object> list) {
        List<Object> values = new ArrayList<>();
        list.forEach(value -> values.add(value(java.util.Objects.requireNonNull(value, "null in a list"))));
        return List.copyOf(values);
    }
}
