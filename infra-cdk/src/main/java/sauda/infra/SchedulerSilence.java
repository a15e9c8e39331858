package sauda.infra;

import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import sauda.core.calendar.Hours;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/// How often what the Scheduler starts was counted in five minutes of a weekday's trading hours;
/// outside them 1, which is as good as any number that is not 0.
///
/// @param said  what is counted, missing where there was nothing
/// @param clock a metric that is never missing, such as that of a queue which Lambda asks
record SchedulerSilence(Hours hours, IMetric said, IMetric clock) {

    /// CloudWatch tells the time in UTC.
    private static final int INDIA_AHEAD_MINUTES = 330;

    /// The first ticks may come late, as functions start.
    private static final int AFTER_OPENING_MINUTES = 15;

    IMetric metric() {
        String now = "HOUR(clock) * 60 + MINUTE(clock)";
        return MathExpression.Builder.create()
                .expression("IF(DAY(clock) < 6 AND " + now + " >= " + (utc(hours.open()) + AFTER_OPENING_MINUTES)
                        + " AND " + now + " < " + utc(hours.close()) + ", FILL(said, 0), 1)")
                // in order, so that the template is the same each time
                .usingMetrics(new TreeMap<>(Map.of("said", said, "clock", clock)))
                .period(Measured.TICK)
                .build();
    }

    private static int utc(LocalTime inIndia) {
        return inIndia.toSecondOfDay() / 60 - INDIA_AHEAD_MINUTES;
    }
}
