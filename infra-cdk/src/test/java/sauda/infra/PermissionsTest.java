package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.events.Routes.Grant;
import sauda.infra.Fleet.Line;
import sauda.infra.Fleet.Unit;
import sauda.infra.Synthesised.Resource;

class PermissionsTest {

    private static final List<String> KEYED = List.of(
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:UpdateItem",
            "dynamodb:DeleteItem",
            "dynamodb:ConditionCheckItem");
    private static final List<String> RECEIVING = List.of(
            "sqs:ReceiveMessage",
            "sqs:ChangeMessageVisibility",
            "sqs:GetQueueUrl",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes");

    static Stream<Unit> units() {
        return new Fleet(Synthesised.TWO_CLIENTS.deployment().config()).units().stream();
    }

    private final Synthesised template = Synthesised.TWO_CLIENTS;
    private final Fleet fleet = new Fleet(template.deployment().config());

    @ParameterizedTest
    @MethodSource("units")
    void aFunctionMayDoWhatItsRouteSaysAndNothingElse(Unit unit) {
        assertThat(new TreeMap<>(sorted(template.allowed(unit.name()))))
                .isEqualTo(new TreeMap<>(sorted(expected(unit))));
    }

    private Map<String, List<String>> expected(Unit unit) {
        Map<String, List<String>> may = new LinkedHashMap<>();
        String log = log(unit);
        allow(may, "logs:CreateLogStream", log);
        allow(may, "logs:PutLogEvents", log);
        String table = template.one("AWS::DynamoDB::Table", any -> true).id();
        if (!unit.function().stream().isEmpty()) {
            allow(may, "dynamodb:ListStreams", "*");
            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")
                    .forEach(action -> allow(may, action, table));
            sendDeadLetters(may, "ledger-dead");
        } else {
            KEYED.forEach(action -> allow(may, action, table));
        }
        for (Line line : fleet.consumedBy(unit)) {
            RECEIVING.forEach(
                    action -> allow(may, action, template.queue(line.name()).id()));
        }
        for (Line line : fleet.fedBy(unit)) {
            allow(may, "sqs:SendMessage", template.queue(line.name()).id());
        }
        if (unit.function().duty() != null) {
            sendDeadLetters(may, "tick-dead");
        }
        fleet.secretOf(unit)
                .ifPresent(name -> allow(
                        may, "secretsmanager:GetSecretValue", "arn:*:secretsmanager:*:*:secret:" + name + "-??????"));
        if (unit.function().grants().contains(Grant.NOTICES)) {
            allow(
                    may,
                    "sns:Publish",
                    template.one("AWS::SNS::Topic", one -> one.text("TopicName").equals("notices"))
                            .id());
        }
        return may;
    }

    private void sendDeadLetters(Map<String, List<String>> may, String queue) {
        List.of("sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl")
                .forEach(action -> allow(may, action, template.queue(queue).id()));
    }

    private String log(Unit unit) {
        return template.one(
                        "AWS::Logs::LogGroup", one -> one.text("LogGroupName").equals("/sauda/" + unit.name()))
                .id();
    }

    private static void allow(Map<String, List<String>> may, String action, String resource) {
        may.computeIfAbsent(action, same -> new ArrayList<>()).add(resource);
    }

    private static Map<String, List<String>> sorted(Map<String, List<String>> may) {
        Map<String, List<String>> sorted = new TreeMap<>();
        may.forEach((action, resources) ->
                sorted.put(action, resources.stream().sorted().toList()));
        return sorted;
    }

    @Test
    void anAccountsFunctionReadsItsOwnSecretOnly() {
        assertThat(template.allowed("decisions-claude").get("secretsmanager:GetSecretValue"))
                .containsExactly("arn:*:secretsmanager:*:*:secret:sauda/model/claude-??????");
        assertThat(template.allowed("decisions-gpt").get("secretsmanager:GetSecretValue"))
                .containsExactly("arn:*:secretsmanager:*:*:secret:sauda/model/gpt-??????");
        assertThat(template.allowed("executor-main").get("secretsmanager:GetSecretValue"))
                .containsExactly("arn:*:secretsmanager:*:*:secret:sauda/dhan/main-??????");
        assertThat(template.allowed("executor-paper")).doesNotContainKey("secretsmanager:GetSecretValue");
    }

    @Test
    void noTwoFunctionsShareARole() {
        assertThat(template.all("AWS::Lambda::Function"))
                .extracting(function -> function.get("Role").toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void noRoleAllowsAWildcardActionOrCarriesAManagedPolicy() {
        assertThat(template.all("AWS::IAM::Policy"))
                .flatExtracting(
                        policy -> Synthesised.each(policy.get("PolicyDocument").path("Statement"))
                                .flatMap(statement -> Synthesised.each(statement.path("Action")))
                                .map(JsonNode::asText)
                                .toList())
                .isNotEmpty()
                .noneMatch(action -> action.contains("*"));
        assertThat(template.all("AWS::IAM::Role"))
                .extracting(Resource::properties)
                .noneMatch(role -> role.has("ManagedPolicyArns"));
    }

    @Test
    void anExitNeverWaitsForAnEntryToLeaveTheExecutor() {
        int reserved = template.function("executor-main")
                .get("ReservedConcurrentExecutions")
                .asInt();
        int entries = atOnce("entries-main.fifo");
        int exits = atOnce("exits-main.fifo");

        assertThat(exits).isEqualTo(6);
        assertThat(reserved).isEqualTo(entries + exits);
    }

    private int atOnce(String queue) {
        return template.one(
                        "AWS::Lambda::EventSourceMapping",
                        mapping -> template.queue(queue).isMeantBy(mapping.get("EventSourceArn")))
                .get("ScalingConfig")
                .path("MaximumConcurrency")
                .asInt();
    }
}
