package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.ConfigFile;
import sauda.infra.Synthesised.Resource;

class SchedulesTest {

    private final Synthesised template = Synthesised.DEFAULT;

    private record Line(String name, String expression, String start, String end, String says) {}

    @ParameterizedTest
    @MethodSource("sauda.infra.EverythingOfTheRoutesIsInTheTemplateTest#templates")
    void theSchedulesAreTheLinesOfTheCalendar(Synthesised template) {
        List<Line> lines = template.deployment().schedule().stream()
                .map(line -> new Line(
                        line.name(),
                        line.expression(),
                        text(line.start()),
                        text(line.end()),
                        "{\"duty\":\"" + line.duty().code() + "\",\"at\":\"<aws.scheduler.scheduled-time>\"}"))
                .toList();

        assertThat(template.all("AWS::Scheduler::Schedule"))
                .extracting(schedule -> new Line(
                        schedule.text("Name"),
                        schedule.text("ScheduleExpression"),
                        schedule.text("StartDate").replace(".000Z", "Z"),
                        schedule.text("EndDate").replace(".000Z", "Z"),
                        schedule.get("Target").path("Input").asText()))
                .containsExactlyInAnyOrderElementsOf(lines)
                .hasSizeGreaterThan(5);
    }

    @Test
    void aDayWhoseHoursChangeHasALineThatEndsAndOneThatStarts() {
        Synthesised template = Synthesised.ONE_LIVE;
        assertThat(template.all("AWS::Scheduler::Schedule"))
                .extracting(schedule -> schedule.text("StartDate"))
                .anyMatch(start -> start.startsWith("2026-08-02T18:30:00"));
        assertThat(template.all("AWS::Scheduler::Schedule"))
                .extracting(schedule -> schedule.text("EndDate"))
                .anyMatch(end -> end.startsWith("2026-08-02T18:29:59"));
    }

    @Test
    void aSessionThatFiresOnceIsSaidOnce() {
        assertThat(Synthesised.ONE_LIVE.all("AWS::Scheduler::Schedule"))
                .filteredOn(schedule -> schedule.text("Name").equals("special-2025-10-21-report-1"))
                .extracting(schedule -> schedule.text("ScheduleExpression"))
                .containsExactly("at(2025-10-21T15:15:00)");
    }

    @Test
    void everyScheduleSpeaksToTheTopicInIndianTimeWithinAMinute() {
        Resource topic = template.topic("tick");
        Resource dead = template.queue("tick-dead");

        assertThat(template.all("AWS::Scheduler::Schedule")).isNotEmpty().allSatisfy(schedule -> {
            assertThat(schedule.text("ScheduleExpressionTimezone")).isEqualTo("Asia/Kolkata");
            assertThat(schedule.text("GroupName")).isEqualTo("sauda-paper");
            assertThat(schedule.text("State")).isEqualTo("ENABLED");
            assertThat(schedule.get("FlexibleTimeWindow").path("Mode").asText()).isEqualTo("OFF");
            assertThat(topic.isMeantBy(schedule.get("Target").path("Arn"))).isTrue();
            assertThat(dead.isMeantBy(
                            schedule.get("Target").path("DeadLetterConfig").path("Arn")))
                    .isTrue();
            assertThat(schedule.get("Target")
                            .path("RetryPolicy")
                            .path("MaximumRetryAttempts")
                            .asInt())
                    .isEqualTo(1);
            assertThat(schedule.get("Target")
                            .path("RetryPolicy")
                            .path("MaximumEventAgeInSeconds")
                            .asInt())
                    .isEqualTo(60);
        });
    }

    @Test
    void theSchedulersRoleMayPublishToTheTopicAndSendItsDeadLettersAndNothingElse() {
        Resource policy = template.one(
                "AWS::IAM::Policy",
                one -> one.get("Roles").path(0).path("Ref").asText().startsWith("SchedulerRole"));

        assertThat(Synthesised.each(policy.get("PolicyDocument").path("Statement")))
                .flatExtracting(statement -> Synthesised.each(statement.path("Action"))
                        .map(action -> action.asText())
                        .toList())
                .containsExactlyInAnyOrder("sns:Publish", "sqs:SendMessage");
    }

    @Test
    void aCalendarThatHasRunOutStopsTheSynthesis() {
        String yaml = ConfigFile.defaultText();
        int last = ConfigFile.read(yaml).calendar().years().last();
        Deployment late = Deployment.of(
                yaml, LocalDate.of(last + 1, 1, 1), Context.EMPTY, function -> Path.of("unused"), Path.of("unused"));

        assertThatThrownBy(late::schedule)
                .isInstanceOf(TradingCalendar.YearMissing.class)
                .hasMessageContaining(String.valueOf(last + 1));
    }

    private static String text(LocalDateTime inIndia) {
        return inIndia == null
                ? ""
                : inIndia.atZone(TradingCalendar.INDIA).toInstant().toString();
    }
}
