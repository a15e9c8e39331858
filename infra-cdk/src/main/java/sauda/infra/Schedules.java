package sauda.infra;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.ScheduleLine;
import sauda.core.calendar.TradingCalendar;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.IScheduleTarget;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleGroup;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.SnsPublish;
import software.constructs.Construct;

/// The calendar's lines as schedules that speak to the topic. A tick that could not be said
/// within a minute is dead: the next one is near, and a late one would be ignored.
final class Schedules extends Construct {

    private static final Duration AGE = Duration.seconds(60);

    private final ScheduleGroup group;

    Schedules(Construct scope, Stage stage, List<ScheduleLine> lines, Topics topics) {
        super(scope, "Schedules");
        group = ScheduleGroup.Builder.create(this, "Group")
                .scheduleGroupName(stage.prefix())
                .build();
        lines.forEach(line -> schedule(line, topics));
    }

    private void schedule(ScheduleLine line, Topics topics) {
        Schedule.Builder.create(this, line.name())
                .scheduleName(line.name())
                .scheduleGroup(group)
                .schedule(ScheduleExpression.expression(line.expression(), TimeZone.ASIA_KOLKATA))
                .start(instant(line.start()))
                .end(instant(line.end()))
                .timeWindow(TimeWindow.off())
                .target(said(line, topics))
                .build();
    }

    private static IScheduleTarget said(ScheduleLine line, Topics topics) {
        // In this order always: the same configuration gives the same template.
        Map<String, String> tick = new LinkedHashMap<>();
        tick.put("duty", line.duty().code());
        tick.put("at", ContextAttribute.getScheduledTime());
        return SnsPublish.Builder.create(topics.tick())
                .input(ScheduleTargetInput.fromObject(tick))
                .retryAttempts(1)
                .maxEventAge(AGE)
                .deadLetterQueue(topics.deadTicks())
                .build();
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime inIndia) {
        return inIndia == null ? null : inIndia.atZone(TradingCalendar.INDIA).toInstant();
    }
}
