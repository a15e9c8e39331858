package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.events.Metric;
import sauda.infra.Synthesised.Resource;

class AlarmsTest {

    private static final Path DOCS = Path.of("..", "docs", "runbooks");
    private static final Pattern NAMED = Pattern.compile("What to do: docs/runbooks/([a-z0-9-]+)\\.md$");

    static Stream<Synthesised> templates() {
        return EverythingOfTheRoutesIsInTheTemplateTest.templates();
    }

    @Test
    void thereIsAnAlarmForEachThingThatSomebodyIsCalledFor() {
        assertThat(runbooks(Synthesised.DEFAULT))
                .containsExactlyInAnyOrder(
                        "no-tick",
                        "scheduler-silent",
                        "tick-late",
                        "data-missing",
                        "model-errors",
                        "model-budget",
                        "model-degraded",
                        "strategy-degraded",
                        "day-loss-5",
                        "day-loss-8",
                        "day-loss-10",
                        "drawdown",
                        "limit-nearly",
                        "limit-breached",
                        "not-flat",
                        "reconcile-break",
                        "unprotected-share",
                        "token-expiry",
                        "ip-mismatch",
                        "order-latency",
                        "dead-letters",
                        "function-errors",
                        "throttles");
    }

    @Test
    void eachAlarmHasItsRunbookAndEachRunbookItsAlarm() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            Set<String> written = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !NOT_OF_ALARMS.contains(name))
                    .map(name -> name.substring(0, name.length() - ".md".length()))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(written).isEqualTo(named());
        }
    }

    /// The list of them all, and what people are told of by other ways.
    private static final Set<String> NOT_OF_ALARMS = Set.of("README.md", "dead-man.md");

    /// What alarms of any stage name, those of the dead man's own stack as well.
    private static Set<String> named() {
        return Stream.of(Synthesised.DEFAULT, Synthesised.CHOSEN, DeadManStackTest.LIVE)
                .flatMap(template -> template.all("AWS::CloudWatch::Alarm").stream())
                .map(AlarmsTest::runbook)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aRunbookSaysWhatTheOthersSay() throws IOException {
        for (String runbook : named()) {
            List<String> lines = Files.readAllLines(DOCS.resolve(runbook + ".md"));

            assertThat(lines.stream().filter(line -> line.startsWith("#")))
                    .as(runbook)
                    .containsExactly(
                            "# " + runbook,
                            "## What it means",
                            "## What still works",
                            "## Look here first",
                            "## Do this",
                            "## How it ends");
            assertThat(lines).as(runbook).hasSizeLessThan(70);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyAlarmTellsTheOwnerAndIsQuietWithoutData(Synthesised template) {
        Resource notices =
                template.one("AWS::SNS::Topic", topic -> topic.text("TopicName").endsWith("-notices"));

        assertThat(template.all("AWS::CloudWatch::Alarm")).isNotEmpty().allSatisfy(alarm -> {
            assertThat(alarm.get("AlarmActions").valueStream().filter(notices::isMeantBy))
                    .hasSize(1);
            assertThat(alarm.text("TreatMissingData")).isEqualTo("notBreaching");
            assertThat(alarm.text("AlarmName")).startsWith(prefix(template));
        });
        // A key that AWS keeps for SNS lets no alarm publish, and nobody would notice.
        assertThat(notices.text("KmsMasterKeyId")).doesNotContain("alias/aws/sns");
    }

    /// A metric that nobody writes is an alarm that never rings.
    @ParameterizedTest
    @MethodSource("templates")
    void alarmsOnOurMetricsAskForWhatFunctionsWrite(Synthesised template) {
        Map<String, Metric> titles =
                Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::title, metric -> metric));
        List<Resource> ours = template.all("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> alarm.text("Namespace").equals(Metric.NAMESPACE))
                .toList();

        assertThat(ours).hasSize(19).allSatisfy(alarm -> {
            assertThat(titles).containsKey(alarm.text("MetricName"));
            assertThat(titles.get(alarm.text("MetricName")).by()).isEqualTo(Metric.By.STAGE);
            assertThat(alarm.get("Dimensions")).hasSize(1);
            assertThat(alarm.get("Dimensions").get(0).path("Name").asText()).isEqualTo("Stage");
            assertThat(alarm.get("Dimensions").get(0).path("Value").asText())
                    .isEqualTo(template.deployment().stage().name());
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyDeadLetterQueueIsLookedAt(Synthesised template) {
        Set<String> dead = template.all("AWS::SQS::Queue").stream()
                .map(queue -> queue.text("QueueName"))
                .filter(name -> name.contains("-dead"))
                .collect(Collectors.toSet());

        assertThat(dead).isNotEmpty();
        assertThat(asked(template, "dead-letters", "QueueName")).isEqualTo(dead);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theErrorsOfEveryFunctionButTheStocksOwnAreLookedAt(Synthesised template) {
        Set<String> functions = template.functions().stream()
                .map(function -> function.text("FunctionName"))
                .filter(name -> !name.startsWith(prefix(template) + "signals-"))
                .collect(Collectors.toSet());

        assertThat(asked(template, "function-errors", "FunctionName")).isEqualTo(functions);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noAlarmAsksForMoreMetricsThanCloudWatchTakes(Synthesised template) {
        assertThat(template.all("AWS::CloudWatch::Alarm"))
                .allSatisfy(alarm -> assertThat(
                                alarm.get("Metrics").valueStream().filter(metric -> metric.has("MetricStat")))
                        .hasSizeLessThanOrEqualTo(10));
    }

    /// In Mumbai the exchange opens at 03:45 UTC and closes at 09:45 since August 2026.
    @Test
    void theSilenceOfTheSchedulerCountsInTradingHoursOfWeekdays() {
        Resource alarm = alarm(Synthesised.DEFAULT, "scheduler-silent");

        assertThat(alarm.get("Metrics").findValuesAsText("Expression"))
                .containsExactly("IF(DAY(clock) < 6 AND HOUR(clock) * 60 + MINUTE(clock) >= 240"
                        + " AND HOUR(clock) * 60 + MINUTE(clock) < 585, FILL(said, 0), 1)");
        assertThat(alarm.text("ComparisonOperator")).isEqualTo("LessThanThreshold");
        assertThat(alarm(Synthesised.ONE_LIVE, "scheduler-silent")
                        .get("Metrics")
                        .findValuesAsText("Expression"))
                .singleElement()
                .asString()
                .contains("< 600");
    }

    @Test
    void theMachineByWhichAClientGoesOutIsLookedAt() {
        assertThat(runbooks(Synthesised.CHOSEN)).contains("nat-down");
        Resource alarm = alarm(Synthesised.CHOSEN, "nat-down-main");
        Resource used = Synthesised.CHOSEN.one(
                "AWS::EC2::Instance", machine -> !machine.id().contains("backup"));

        assertThat(alarm.text("MetricName")).isEqualTo("StatusCheckFailed");
        assertThat(alarm.get("Dimensions"))
                .singleElement()
                .satisfies(dimension ->
                        assertThat(used.isMeantBy(dimension.path("Value"))).isTrue());
    }

    @Test
    void theBoardShowsEveryAlarmAndEveryMetric() {
        Resource board = Synthesised.DEFAULT.one("AWS::CloudWatch::Dashboard", any -> true);
        String body = board.get("DashboardBody").toString();

        assertThat(board.text("DashboardName")).isEqualTo("sauda-paper");
        assertThat(Synthesised.DEFAULT.all("AWS::CloudWatch::Alarm"))
                .allSatisfy(alarm -> assertThat(body).contains(alarm.id()));
        assertThat(Stream.of(Metric.values())
                        .map(Metric::title)
                        .filter(title -> !body.contains("\\\"" + title + "\\\"")))
                .containsExactlyInAnyOrder(
                        // of these the alarm says all
                        "ModelTokens",
                        "Drawdowns",
                        "LimitsOver",
                        "SharesNotFlat",
                        "TokenTrouble",
                        "AddressTrouble",
                        "StrategiesDegraded",
                        "ModelsDegraded");
    }

    private static Set<String> runbooks(Synthesised template) {
        return template.all("AWS::CloudWatch::Alarm").stream()
                .map(alarm -> {
                    String runbook = runbook(alarm);
                    assertThat(alarm.text("AlarmName")).startsWith(prefix(template) + runbook);
                    return runbook;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String runbook(Resource alarm) {
        var named = NAMED.matcher(alarm.text("AlarmDescription"));
        assertThat(named.find()).as(alarm.text("AlarmDescription")).isTrue();
        return named.group(1);
    }

    private static Resource alarm(Synthesised template, String name) {
        return template.one(
                "AWS::CloudWatch::Alarm", alarm -> alarm.text("AlarmName").equals(prefix(template) + name));
    }

    private static Set<String> asked(Synthesised template, String alarm, String dimension) {
        return template.all("AWS::CloudWatch::Alarm").stream()
                .filter(each -> each.text("AlarmName").startsWith(prefix(template) + alarm))
                .flatMap(each -> each.get("Metrics").findValues("Dimensions").stream())
                .flatMap(JsonNode::valueStream)
                .filter(each -> each.path("Name").asText().equals(dimension))
                .map(each -> each.path("Value").asText())
                .collect(Collectors.toSet());
    }

    private static String prefix(Synthesised template) {
        return template.deployment().stage().prefix() + "-";
    }
}
