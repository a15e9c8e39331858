package sauda.infra;

import java.time.LocalTime;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.applicationautoscaling.CronOptions;
import software.amazon.awscdk.services.applicationautoscaling.ScalingSchedule;
import software.amazon.awscdk.services.applicationautoscaling.Schedule;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.AutoScalingOptions;
import software.amazon.awscdk.services.lambda.IScalableFunctionAttribute;
import software.constructs.Construct;

/// One environment of a function is kept ready on weekdays from before the open until after the
/// close, and none at other times. On a holiday it is ready for nothing, for a few cents.
final class ReadyInMarketHours extends Construct {

    ReadyInMarketHours(Construct scope, Alias alias, Hours hours) {
        super(scope, "Ready");
        IScalableFunctionAttribute ready = alias.addAutoScaling(
                AutoScalingOptions.builder().minCapacity(0).maxCapacity(1).build());
        ready.scaleOnSchedule("Open", at(hours.from(), 1));
        ready.scaleOnSchedule("Close", at(hours.to(), 0));
    }

    /// Indian wall clock.
    record Hours(LocalTime from, LocalTime to) {}

    private static ScalingSchedule at(LocalTime time, int environments) {
        return ScalingSchedule.builder()
                .schedule(Schedule.cron(CronOptions.builder()
                        .weekDay("MON-FRI")
                        .hour(String.valueOf(time.getHour()))
                        .minute(String.valueOf(time.getMinute()))
                        .build()))
                .timeZone(TimeZone.ASIA_KOLKATA)
                .minCapacity(environments)
                .maxCapacity(environments)
                .build();
    }
}
