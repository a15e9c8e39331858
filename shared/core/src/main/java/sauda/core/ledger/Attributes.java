package sauda.core.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;

/// The one form of attribute values, so that both ledgers give back the same: numbers
/// are BigDecimal without trailing zeros, maps are sorted, nulls are left out.
final class Attributes {

    // Limits of a DynamoDB number, held in memory too: a backtest must not pass with a
    // number that the live ledger refuses.
    private static final int MOST_DIGITS = 38;
    private static final int HIGHEST_EXPONENT = 125;
    private static final int LOWEST_EXPONENT = -130;

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
            case BigDecimal number -> number(number);
            case BigInteger number -> number(new BigDecimal(number));
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Map<?, ?> map -> canonical(withTextKeys(map));
            case List<?> list -> list(list);
            default -> throw new IllegalArgumentException("no ledger value: " + value.getClass());
        };
    }

    /// @throws IllegalArgumentException when a DynamoDB number cannot hold it exactly
    static BigDecimal number(BigDecimal number) {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (shortest.precision() > MOST_DIGITS || exponent > HIGHEST_EXPONENT || exponent < LOWEST_EXPONENT) {
            throw new IllegalArgumentException(
                    "a ledger number has at most " + MOST_DIGITS + " digits, but this is " + number);
        }
        return new Rupees(shortest).amount();
    }

    /// Equal by content, byte arrays too.
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return switch (one) {
            case byte[] bytes -> other instanceof byte[] others && Arrays.equals(bytes, others);
            case Map<?, ?> map ->
                other instanceof Map<?, ?> others
                        && map.keySet().equals(others.keySet())
                        && map.keySet().stream().allMatch(name -> same(map.get(name), others.get(name)));
            case List<?> list -> other instanceof List<?> others && sameInOrder(list, others);
            case null, default -> Objects.equals(one, other);
        };
    }

    private static boolean sameInOrder(List<?> list, List<?> others) {
        Iterator<?> next = others.iterator();
        return list.size() == others.size() && list.stream().allMatch(value -> same(value, next.next()));
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
        list.forEach(value -> values.add(value(Objects.requireNonNull(value, "null in a list"))));
        return List.copyOf(values);
    }
}
