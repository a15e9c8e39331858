package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.core.config.ConfigFile;
import sauda.infra.Synthesised.Resource;
import software.amazon.awscdk.assertions.Match;

/// A stack of his own: with it he acts when the main stack does not, and with nothing more.
class DeadManStackTest {

    static final Synthesised PAPER =
            Synthesised.deadMan(ConfigFile.defaultText().replace("deadMan: false", "deadMan: true"), Map.of());
    static final Synthesised LIVE =
            Synthesised.deadMan(Synthesised.live(ConfigFile.defaultText()), Synthesised.LIVE_STAGE);
    static final Synthesised TWO =
            Synthesised.deadMan(Synthesised.twoLive(ConfigFile.defaultText()), Synthesised.LIVE_STAGE);

    static final List<Synthesised> templates = List.of(PAPER, LIVE, TWO);

    private static final String LEDGER = "arn:*:dynamodb:*:*:table/sauda-live-ledger";

    @ParameterizedTest
    @FieldSource("templates")
    void theSolutionsRulesFindNothingThatIsNotExplained(Synthesised template) {
        var rule = Match.stringLikeRegexp("AwsSolutions-.*");
        assertThat(Stream.concat(
                                template.annotations().findError("*", rule).stream(),
                                template.annotations().findWarning("*", rule).stream())
                        .map(found -> found.getId() + " " + found.getEntry().getData()))
                .isEmpty();
    }

    @Test
    void eachRegisteredAddressHasAFunctionAndWithoutAnyThereIsOne() {
        assertThat(PAPER.functions()).extracting(PAPER::shortName).containsExactly("dead-man");
        assertThat(LIVE.functions()).extracting(LIVE::shortName).containsExactly("dead-man-main");
        assertThat(TWO.functions())
                .extracting(TWO::shortName)
                .containsExactlyInAnyOrder("dead-man-main", "dead-man-second");
        assertThat(PAPER.function("dead-man").properties().has("VpcConfig")).isFalse();
        assertThat(TWO.functions())
                .extracting(function ->
                        function.get("VpcConfig").path("SubnetIds").path(0).toString())
                .doesNotHaveDuplicates()
                .allMatch(subnet -> subnet.contains("Fn::ImportValue"));
    }

    @Test
    void ofTheMainStackHeNeedsTheWayOutAndNothingElse() {
        assertThat(PAPER.json().toString()).doesNotContain("Fn::ImportValue");
        assertThat(LIVE.json().findValuesAsText("Fn::ImportValue"))
                .allMatch(export -> export.contains("Egress"))
                .isNotEmpty();
    }

    @Test
    void heMayReadTheLedgerAndWriteTheLockItsRecordAndAlertsAlone() {
        assertThat(new TreeMap<>(LIVE.allowed("dead-man-main")))
                .containsOnly(
                        entry("dynamodb:GetItem", List.of(LEDGER, table(LIVE))),
                        entry("dynamodb:Query", List.of(LEDGER, table(LIVE))),
                        entry("dynamodb:PutItem", List.of(LEDGER, table(LIVE))),
                        entry("dynamodb:DeleteItem", List.of(table(LIVE))),
                        entry("dynamodb:ConditionCheckItem", List.of(table(LIVE))),
                        entry("ec2:AssignPrivateIpAddresses", List.of("*")),
                        entry("ec2:CreateNetworkInterface", List.of("*")),
                        entry("ec2:DeleteNetworkInterface", List.of("*")),
                        entry("ec2:DescribeNetworkInterfaces", List.of("*")),
                        entry("ec2:DescribeSubnets", List.of("*")),
                        entry("ec2:UnassignPrivateIpAddresses", List.of("*")),
                        entry(
                                "logs:CreateLogStream",
                                List.of(LIVE.log("dead-man-main").id())),
                        entry(
                                "logs:PutLogEvents",
                                List.of(LIVE.log("dead-man-main").id())),
                        entry(
                                "secretsmanager:GetSecretValue",
                                List.of(
                                        "arn:*:secretsmanager:*:*:secret:sauda/dhan/main-??????",
                                        "arn:*:secretsmanager:*:*:secret:sauda/dhan/main/token-??????")),
                        entry(
                                "secretsmanager:PutSecretValue",
                                List.of("arn:*:secretsmanager:*:*:secret:sauda/dhan/main/token-??????")),
                        entry("xray:PutTelemetryRecords", List.of("*")),
                        entry("xray:PutTraceSegments", List.of("*")),
                        entry("sns:Publish", List.of(LIVE.topic("dead-man").id())),
                        entry(
                                "sqs:ChangeMessageVisibility",
                                List.of(LIVE.queue("dead-man.fifo").id())),
                        entry(
                                "sqs:DeleteMessage",
                                List.of(LIVE.queue("dead-man.fifo").id())),
                        entry(
                                "sqs:GetQueueAttributes",
                                List.of(
                                        LIVE.queue("dead-man-missed").id(),
                                        LIVE.queue("dead-man.fifo").id())),
                        entry(
                                "sqs:GetQueueUrl",
                                List.of(
                                        LIVE.queue("dead-man-missed").id(),
                                        LIVE.queue("dead-man.fifo").id())),
                        entry(
                                "sqs:ReceiveMessage",
                                List.of(LIVE.queue("dead-man.fifo").id())),
                        entry(
                                "sqs:SendMessage",
                                List.of(LIVE.queue("dead-man-missed").id())));
        List<JsonNode> writes = LIVE.all("AWS::IAM::Policy").stream()
                .flatMap(policy -> Synthesised.each(policy.get("PolicyDocument").path("Statement")))
                .filter(statement -> statement.path("Action").asText().equals("dynamodb:PutItem"))
                .toList();
        assertThat(writes)
                .singleElement()
                .satisfies(write -> assertThat(write.path("Condition")
                                .path("ForAllValues:StringEquals")
                                .path("dynamodb:LeadingKeys"))
                        .extracting(JsonNode::asText)
                        .containsExactly("CONTROL", "AUDIT#OPERATORS", "ALERTS"));
    }

    private static String table(Synthesised template) {
        return template.one("AWS::DynamoDB::Table", _ -> true).id();
    }

    @Test
    void onPaperHeKnowsNoSecret() {
        assertThat(PAPER.allowed("dead-man").keySet()).noneMatch(action -> action.startsWith("secretsmanager"));
        assertThat(PAPER.function("dead-man")
                        .get("Environment")
                        .path("Variables")
                        .path("SAUDA_MODE")
                        .asText())
                .isEqualTo("paper");
    }

    @ParameterizedTest
    @FieldSource("templates")
    void theSchedulerStartsEachOfHisFunctionsAtTheMinutesOfTheWatch(Synthesised template) {
        List<String> watch = template.deployment().schedule().stream()
                .filter(line -> line.duty() == sauda.events.Tick.Duty.WATCH)
                .map(line -> line.expression())
                .toList();
        for (Resource function : template.functions()) {
            Resource alias = template.aliasOf(template.shortName(function));
            List<Resource> schedules = template.all("AWS::Scheduler::Schedule").stream()
                    .filter(schedule -> alias.isMeantBy(schedule.get("Target").path("Arn")))
                    .toList();
            assertThat(schedules)
                    .extracting(schedule -> schedule.text("ScheduleExpression"))
                    .containsExactlyInAnyOrderElementsOf(watch);
            assertThat(schedules)
                    .allMatch(schedule ->
                            schedule.get("Target").path("Input").asText().equals("{\"verb\":\"LOOK\"}"));
        }
    }

    @Test
    void pressesComeToOneFunctionAndTheOthersFollow() {
        assertThat(TWO.all("AWS::Lambda::EventSourceMapping")).singleElement().satisfies(mapping -> {
            assertThat(TWO.queue("dead-man.fifo").isMeantBy(mapping.get("EventSourceArn")))
                    .isTrue();
            assertThat(TWO.aliasIn(mapping.get("FunctionName"))).contains(TWO.aliasOf("dead-man-main"));
        });
    }

    @Test
    void peopleAreToldByHisOwnTopicAndOfHisOwnFailures() {
        assertThat(LIVE.one("AWS::SNS::Subscription", _ -> true).text("Endpoint"))
                .isEqualTo("owner@example.com");
        assertThat(Path.of("../docs/runbooks/dead-man-failing.md")).isRegularFile();
        assertThat(Path.of("../docs/runbooks/dead-man.md")).isRegularFile();
        assertThat(TWO.all("AWS::CloudWatch::Alarm"))
                .extracting(alarm -> alarm.text("AlarmName"))
                .containsExactlyInAnyOrder(
                        "sauda-live-dead-man-main-failing",
                        "sauda-live-dead-man-main-silent",
                        "sauda-live-dead-man-second-failing",
                        "sauda-live-dead-man-second-silent",
                        "sauda-live-dead-man-undelivered");
        for (Synthesised template : templates) {
            assertThat(template.all("AWS::CloudWatch::Alarm")).isNotEmpty().allSatisfy(alarm -> {
                assertThat(alarm.text("AlarmDescription")).endsWith("docs/runbooks/dead-man-failing.md");
                assertThat(alarm.text("TreatMissingData")).isEqualTo("notBreaching");
                assertThat(template.topic("dead-man")
                                .isMeantBy(alarm.get("AlarmActions").path(0)))
                        .isTrue();
            });
        }
    }

    @Test
    void whatDidNotReachHimRings() {
        assertThat(asked("sauda-live-dead-man-undelivered", "QueueName"))
                .containsExactlyInAnyOrder(
                        "sauda-live-dead-man-missed",
                        LIVE.all("AWS::SQS::Queue").stream()
                                .map(queue -> queue.text("QueueName"))
                                .filter(name -> name.contains("-dead-man-dead"))
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void hisOwnSilenceRingsInTradingHoursOfWeekdays() {
        Resource alarm = alarm("sauda-live-dead-man-main-silent");

        assertThat(alarm.get("Metrics").findValuesAsText("Expression"))
                .containsExactly("IF(DAY(clock) < 6 AND HOUR(clock) * 60 + MINUTE(clock) >= 240"
                        + " AND HOUR(clock) * 60 + MINUTE(clock) < 585, FILL(said, 0), 1)");
        assertThat(alarm.get("Metrics").findValuesAsText("MetricName"))
                .containsExactlyInAnyOrder("Invocations", "ApproximateNumberOfMessagesVisible");
        assertThat(asked("sauda-live-dead-man-main-silent", "FunctionName"))
                .containsExactly("sauda-live-dead-man-main");
        assertThat(asked("sauda-live-dead-man-main-silent", "QueueName")).containsExactly("sauda-live-dead-man.fifo");
        assertThat(alarm.text("ComparisonOperator")).isEqualTo("LessThanThreshold");
    }

    private static Resource alarm(String name) {
        return LIVE.one("AWS::CloudWatch::Alarm", one -> one.text("AlarmName").equals(name));
    }

    private static List<String> asked(String alarm, String dimension) {
        return alarm(alarm).get("Metrics").findValues("Dimensions").stream()
                .flatMap(JsonNode::valueStream)
                .filter(each -> each.path("Name").asText().equals(dimension))
                .map(each -> each.path("Value").asText())
                .toList();
    }

    @Test
    void theStackIsSmall() {
        assertThat(LIVE.all()).hasSizeLessThan(50);
        assertThat(LIVE.json().toString().length()).isLessThan(100_000);
    }

    /// What the main stack knows of him it knows by name.
    @Test
    void theBotMayPressWhereTheStageHasHim() {
        Synthesised without = Synthesised.WITH_TELEGRAM;
        Synthesised with = Synthesised.of(
                without.deployment().yaml().replace("deadMan: false", "deadMan: true"),
                without.deployment().asOf());
        String arn = "arn:*:sqs:*:*:sauda-paper-dead-man.fifo";
        assertThat(without.allowed("notify-telegram").get("sqs:SendMessage")).doesNotContain(arn);
        assertThat(with.allowed("notify-telegram").get("sqs:SendMessage")).contains(arn);
        assertThat(Synthesised.written(with.function("notify-telegram")
                        .get("Environment")
                        .path("Variables")
                        .path("SAUDA_DEAD_MAN_QUEUE")))
                .endsWith("/sauda-paper-dead-man.fifo");
    }
}
