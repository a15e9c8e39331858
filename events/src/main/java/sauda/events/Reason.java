package sauda.events;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A coded reason with the numbers that decided it. The dashboard groups by the
/// code, a test compares the whole.
///
/// @param code    upper case, such as `MAX_POSITIONS`
/// @param numbers what was compared, by name, such as `open=3, limit=3`
public record Reason(String code, Map<String, BigDecimal> numbers) {

    public Reason {
        Map<String, BigDecimal> plain = new TreeMap<>();
        numbers.forEach((name, value) -> plain.put(name, new Rupees(value).amount()));
        numbers = Collections.unmodifiableMap(plain);
    }

    public static Reason of(Enum<?> code) {
        return new Reason(code.name(), Map.of());
    }

    public static Reason of(Enum<?> code, Map<String, BigDecimal> numbers) {
        return new Reason(code.name(), numbers);
    }

    public boolean is(Enum<?> other) {
        return code.equals(other.name());
    }

    @Override
    public String toString() {
        return numbers.isEmpty()
                ? code
                : code
                        + numbers.entrySet().stream()
                                .map(number -> number.getKey() + "="
                                        + number.getValue().toPlainString())
                                .collect(Collectors.joining(", ", " (", ")"));
    }
}
