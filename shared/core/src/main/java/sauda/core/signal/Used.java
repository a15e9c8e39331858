package sauda.core.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/// Indicator values by name as they are shown: four decimals, half-up; what has no value
/// yet is left out.
final class Used {

    private static final int DECIMALS = 4;

    private final Map<String, BigDecimal> values = new TreeMap<>();

    Used with(String name, double value) {
        return Double.isFinite(value) ? with(name, BigDecimal.valueOf(value)) : this;
    }

    Used with(String name, BigDecimal value) {
        values.put(name, value.setScale(DECIMALS, RoundingMode.HALF_UP));
        return this;
    }

    Map<String, BigDecimal> asMap() {
        return values;
    }
}
