package sauda.local.template;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sauda.local.template.Template.Resource;

/// What the Scheduler says at a minute: no emulator of ours has one.
final class Schedules {

    private static final Pattern CRON = Pattern.compile("cron\\((\\S+) (\\S+) \\? \\* MON-FRI \\*\\)");
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

    private Schedules() {}

    /// @param target ARN of what it is said to
    /// @param role   logical id of the role in whose name it is said
    record Said(String target, String message, String role) {}

    /// What the lines for ordinary days say.
    static List<Said> at(Template template, Values values, Instant minute) {
        return template.all("AWS::Scheduler::Schedule").stream()
                .filter(schedule -> fires(schedule, minute))
                .map(schedule -> Template.object(schedule.get("Target")))
                .map(target -> new Said(
                        values.text(target.get("Arn")),
                        values.text(target.get("Input")).replace(SCHEDULED_TIME, minute.toString()),
                        role(target)))
                .toList();
    }

    private static String role(Map<String, Object> target) {
        return (String) ((List<?>) Template.object(target.get("RoleArn")).get("Fn::GetAtt")).getFirst();
    }

    private static boolean fires(Resource schedule, Instant minute) {
        Matcher cron = CRON.matcher((String) schedule.get("ScheduleExpression"));
        if (!cron.matches() || !"ENABLED".equals(schedule.properties().getOrDefault("State", "ENABLED"))) {
            return false;
        }
        LocalDateTime there =
                LocalDateTime.ofInstant(minute, ZoneId.of((String) schedule.get("ScheduleExpressionTimezone")));
        return there.getDayOfWeek().getValue() <= 5
                && has(cron.group(1), there.getMinute())
                && has(cron.group(2), there.getHour())
                && !minute.isBefore(moment(schedule, "StartDate", Instant.MIN))
                && !minute.isAfter(moment(schedule, "EndDate", Instant.MAX));
    }

    private static Instant moment(Resource schedule, String property, Instant ifAbsent) {
        Object said = schedule.properties().get(property);
        return said == null ? ifAbsent : DateTimeFormatter.ISO_INSTANT.parse((String) said, Instant::from);
    }

    /// Whether a field of a cron line, such as `20-55/5` or `7,10`, has a value.
    private static boolean has(String field, int value) {
        return Arrays.stream(field.split(",")).anyMatch(part -> {
            String[] stepped = part.split("/");
            if (stepped[0].equals("*")) {
                return true;
            }
            String[] range = stepped[0].split("-");
            int first = Integer.parseInt(range[0]);
            int last = Integer.parseInt(range[range.length - 1]);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            return value >= first && value <= last && (value - first) % step == 0;
        });
    }
}
