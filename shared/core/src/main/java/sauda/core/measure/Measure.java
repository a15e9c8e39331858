package sauda.core.measure;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sauda.events.Metric;
import sauda.events.Metric.By;

/// One value of a metric.
///
/// @param account of metrics that are told apart by it, null of others
/// @param at      when it was measured
public record Measure(
        Metric metric, BigDecimal value, @Nullable String account, Instant at) {

    public Measure {
        if ((metric.by() == By.ACCOUNT) != (account != null)) {
            throw new IllegalArgumentException(metric + " is told apart by " + metric.by());
        }
    }

    public static Measure of(Metric metric, BigDecimal value, Instant at) {
        return new Measure(metric, value, null, at);
    }

    public static Measure of(Metric metric, long value, Instant at) {
        return of(metric, BigDecimal.valueOf(value), at);
    }

    public static Measure of(Metric metric, String account, BigDecimal value, Instant at) {
        return new Measure(metric, value, account, at);
    }
}
