package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.core.config.Config.Client;
import sauda.core.config.ConfigFile;
import sauda.events.Routes;
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

    /// What Lambda must be let do for a function inside a network.
    private static final List<String> NETWORKED = List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");

    /// CDK's own functions: one empties the network's default security group, the other copies
    /// the page. And the roles by which API Gateway writes its logs and AWS Backup reads the ledger.
    private static final List<String> NOT_OURS =
            List.of("CustomVpcRestrictDefaultSG", "PagePublishingRole", "SocketsLoggingRole", "BackupsPlanLedgerRole");

    static Stream<Unit> units() {
        return Synthesised.ONE_LIVE.deployment().fleet().units().stream();
    }

    private final Synthesised template = Synthesised.ONE_LIVE;
    private final Fleet fleet = template.deployment().fleet();

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
        allow(may, "xray:PutTraceSegments", "*");
        allow(may, "xray:PutTelemetryRecords", "*");
        String table = template.one("AWS::DynamoDB::Table", any -> true).id();
        if (!unit.function().stream().isEmpty()) {
            allow(may, "dynamodb:ListStreams", "*");
            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")
                    .forEach(action -> allow(may, action, table));
            sendDeadLetters(may, "ledger-dead");
            if (unit.function().grants().contains(Grant.SOCKETS)) {
                allow(may, "dynamodb:Query", table);
                allow(may, "dynamodb:DeleteItem", table);
            }
        } else if (unit.function().grants().contains(Grant.SOCKETS)) {
            List.of("dynamodb:Query", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem")
                    .forEach(action -> allow(may, action, table));
        } else if (!unit.function().name().equals(Routes.AUTHORIZER)) {
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
        fleet.tokenReadBy(unit).ifPresent(client -> allow(may, "secretsmanager:GetSecretValue", token(client)));
        fleet.tokenWrittenBy(unit).ifPresent(client -> allow(may, "secretsmanager:PutSecretValue", token(client)));
        if (fleet.liveClientOf(unit).isPresent()) {
            NETWORKED.forEach(action -> allow(may, action, "*"));
        }
        if (unit.function().grants().contains(Grant.NOTICES)) {
            allow(may, "sns:Publish", template.topic("notices").id());
        }
        if (unit.function().grants().contains(Grant.SOCKETS)) {
            for (String method : List.of("POST", "DELETE")) {
                allow(
                        may,
                        "execute-api:ManageConnections",
                        "arn:*:execute-api:*:*:*/live/" + method + "/@connections/*");
            }
        }
        return may;
    }

    private String token(Client client) {
        return template.one(
                        "AWS::SecretsManager::Secret",
                        secret -> secret.text("Name").equals(client.secret() + "/token"))
                .id();
    }

    private void sendDeadLetters(Map<String, List<String>> may, String queue) {
        List.of("sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl")
                .forEach(action -> allow(may, action, template.queue(queue).id()));
    }

    private String log(Unit unit) {
        return template.log(unit.name()).id();
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
        assertThat(template.allowed("executor-paper")).doesNotContainKey("secretsmanager:GetSecretValue");
    }

    @Test
    void onlyWhatLogsInReadsTheCredentialsAndWritesTheToken() {
        List<String> token = List.of("token of main");
        List<String> both = List.of("credentials of main", "token of main");

        assertThat(whoMay("secretsmanager:GetSecretValue", Synthesised.TWO_LIVE, "main"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "executor-main", token,
                        "operations-session-main", both,
                        "operations-watch-main", both,
                        "operations-reconcile-main", token,
                        "signals-RELIANCE", token,
                        "signals-TCS", token,
                        "signals-INFY", token,
                        "signals-HDFCBANK", token,
                        "signals-ICICIBANK", token));
        assertThat(whoMay("secretsmanager:PutSecretValue", Synthesised.TWO_LIVE, "main"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("operations-session-main", token, "operations-watch-main", token));
        assertThat(whoMay("secretsmanager:GetSecretValue", Synthesised.TWO_LIVE, "second"))
                .containsOnlyKeys(
                        "executor-second",
                        "operations-session-second",
                        "operations-watch-second",
                        "operations-reconcile-second");
        assertThat(whoMay("secretsmanager:PutSecretValue", Synthesised.TWO_LIVE, "second"))
                .containsOnlyKeys("operations-session-second", "operations-watch-second");
    }

    /// Which functions may do it to which secrets of a client.
    private static Map<String, List<String>> whoMay(String action, Synthesised template, String client) {
        String credentials = "arn:*:secretsmanager:*:*:secret:sauda/dhan/" + client + "-??????";
        String token = template.one(
                        "AWS::SecretsManager::Secret",
                        secret -> secret.text("Name").equals("sauda/dhan/" + client + "/token"))
                .id();
        Map<String, List<String>> may = new TreeMap<>();
        for (Resource function : template.functions()) {
            String name = template.shortName(function);
            List<String> secrets = template.allowed(name).getOrDefault(action, List.of()).stream()
                    .filter(secret -> secret.equals(credentials) || secret.equals(token))
                    .map(secret -> (secret.equals(token) ? "token of " : "credentials of ") + client)
                    .sorted()
                    .toList();
            if (!secrets.isEmpty()) {
                may.put(name, secrets);
            }
        }
        return may;
    }

    @Test
    void signalsKnowNoTokenWhenCandlesAreSimulated() {
        Synthesised simulated = Synthesised.of(
                Synthesised.oneLive(ConfigFile.defaultText()),
                LocalDate.of(2026, 11, 20),
                Map.of("stage", "live", "market", "simulator:7"));

        assertThat(simulated.allowed("signals-TCS")).doesNotContainKey("secretsmanager:GetSecretValue");
        assertThat(simulated.allowed("executor-main")).containsKey("secretsmanager:GetSecretValue");
    }

    @Test
    void whatLambdaDoesForANetworkedFunctionItsOwnCodeMayNot() {
        assertThat(template.denied("executor-main")).containsOnlyKeys(NETWORKED);
        assertThat(template.all("AWS::IAM::Policy"))
                .flatExtracting(policy -> Synthesised.each(
                                policy.get("PolicyDocument").path("Statement"))
                        .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                        .map(statement -> Synthesised.name(
                                statement.path("Condition").path("ArnEquals").path("lambda:SourceFunctionArn")))
                        .toList())
                .containsExactlyInAnyOrder(
                        "arn:*:lambda:*:*:function:sauda-live-executor-main",
                        "arn:*:lambda:*:*:function:sauda-live-operations-session-main",
                        "arn:*:lambda:*:*:function:sauda-live-operations-watch-main",
                        "arn:*:lambda:*:*:function:sauda-live-operations-reconcile-main");
        assertThat(template.denied("executor-paper")).isEmpty();
    }

    @Test
    void whatServesPagesLiveTouchesTheirConnectionsOnly() {
        assertThat(template.all("AWS::IAM::Policy"))
                .flatExtracting(
                        policy -> Synthesised.each(policy.get("PolicyDocument").path("Statement"))
                                .filter(statement ->
                                        statement.path("Condition").toString().contains("dynamodb:LeadingKeys"))
                                .map(statement -> statement.path("Action") + " " + statement.path("Condition"))
                                .toList())
                .containsExactlyInAnyOrder(
                        "[\"dynamodb:Query\",\"dynamodb:DeleteItem\"]"
                                + " {\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"SOCKETS\"]}}",
                        "[\"dynamodb:Query\",\"dynamodb:GetItem\",\"dynamodb:PutItem\",\"dynamodb:DeleteItem\"]"
                                + " {\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"SOCKETS\"]}}");
    }

    @Test
    void noTwoFunctionsShareARole() {
        assertThat(template.functions())
                .extracting(function -> function.get("Role").toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void noRoleAllowsAWildcardActionOrCarriesAManagedPolicy() {
        assertThat(template.all("AWS::IAM::Policy"))
                .filteredOn(PermissionsTest::isOurs)
                .flatExtracting(
                        policy -> Synthesised.each(policy.get("PolicyDocument").path("Statement"))
                                .flatMap(statement -> Synthesised.each(statement.path("Action")))
                                .map(JsonNode::asText)
                                .toList())
                .isNotEmpty()
                .noneMatch(action -> action.contains("*"));
        assertThat(template.all("AWS::IAM::Role"))
                .filteredOn(PermissionsTest::isOurs)
                .extracting(Resource::properties)
                .noneMatch(role -> role.has("ManagedPolicyArns"));
    }

    private static boolean isOurs(Resource resource) {
        return NOT_OURS.stream().noneMatch(resource.id()::startsWith);
    }

    @Test
    void whatCopiesThePageTouchesThePagesBucketAndThatOfTheAssetsOnly() {
        Resource policy = template.one("AWS::IAM::Policy", one -> one.id().startsWith("PagePublishingRole"));
        Resource files = template.one("AWS::S3::Bucket", one -> one.id().startsWith("PageFiles"));
        Resource log = template.log("page");

        assertThat(Synthesised.each(policy.get("PolicyDocument").path("Statement"))
                        .flatMap(statement -> Synthesised.each(statement.path("Resource")))
                        .map(JsonNode::toString))
                .allMatch(resource -> resource.contains(files.id())
                        || resource.contains(log.id())
                        || resource.contains("cdk-hnb659fds-assets-${AWS::AccountId}"));
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
        assertThat(atOnce("exits-paper.fifo")).as("with the baseline's").isEqualTo(6 + 3);
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
