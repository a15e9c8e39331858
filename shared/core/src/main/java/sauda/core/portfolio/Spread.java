package sauda.core.portfolio;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/// Mean and standard deviation of a sample.
record Spread(double mean, double deviation) {

    double variance() {
        return deviation * deviation;
    }

    /// Empty for fewer than two values, and for values that are all alike.
    static Optional<Spread> of(List<BigDecimal> values) {
        BigDecimal count = BigDecimal.valueOf(values.size());
        if (values.size() < 2 || values.stream().allMatch(value -> value.compareTo(values.getFirst()) == 0)) {
            return Optional.empty();
        }
        BigDecimal mean =
                values.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(count, MathContext.DECIMAL128);
        BigDecimal squares =
                values.stream().map(value -> value.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal variance = squares.divide(count.subtract(BigDecimal.ONE), MathContext.DECIMAL128);
        return Optional.of(new Spread(mean.doubleValue(), Math.sqrt(variance.doubleValue())));
    }
}
