package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sauda.events.Routes;
import sauda.infra.Synthesised.Resource;

class SafekeepingTest {

    private final Synthesised template = Synthesised.ONE_LIVE;

    @Test
    void theLedgerIsEncryptedRecoverableToAnySecondAndOutlivesTheStack() {
        Resource table = template.one("AWS::DynamoDB::Table", any -> true);

        assertThat(table.get("SSESpecification").path("SSEEnabled").asBoolean()).isTrue();
        assertThat(table.get("PointInTimeRecoverySpecification")
                        .path("PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(table.get("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(table.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(table.whole().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }

    @Test
    void aCopyOfTheLedgerIsMadeEachEveningAndKeptBesideItWhereTheStageSaysSo() {
        Resource vault = Synthesised.LIVE.one("AWS::Backup::BackupVault", any -> true);
        Resource plan = Synthesised.LIVE.one("AWS::Backup::BackupPlan", any -> true);
        Resource selection = Synthesised.LIVE.one("AWS::Backup::BackupSelection", any -> true);
        Resource table = Synthesised.LIVE.one("AWS::DynamoDB::Table", any -> true);
        JsonNode rules = plan.get("BackupPlan").path("BackupPlanRule");

        assertThat(vault.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(rules).hasSize(1);
        assertThat(rules.path(0).path("ScheduleExpression").asText()).isEqualTo("cron(0 18 * * ? *)");
        assertThat(rules.path(0).path("ScheduleExpressionTimezone").asText()).isEqualTo("Asia/Kolkata");
        assertThat(rules.path(0).path("Lifecycle").path("DeleteAfterDays").asInt())
                .isEqualTo(35);
        assertThat(vault.isMeantBy(rules.path(0).path("TargetBackupVault"))).isTrue();
        assertThat(selection.get("BackupSelection").path("Resources"))
                .hasSize(1)
                .allMatch(table::isMeantBy);
        assertThat(Synthesised.DEFAULT.all()).extracting(Resource::type).noneMatch(type -> type.contains("Backup"));
    }

    @Test
    void theMonthsBudgetTellsTheTopicAndTheMailAtHalfAtFourFifthsAndAtAll() {
        Resource budget = Synthesised.LIVE.one("AWS::Budgets::Budget", any -> true);

        assertThat(budget.get("Budget").toString())
                .isEqualTo("{\"BudgetLimit\":{\"Amount\":120,\"Unit\":\"USD\"},\"BudgetName\":\"sauda-live\","
                        + "\"BudgetType\":\"COST\",\"TimeUnit\":\"MONTHLY\"}");
        assertThat(budget.get("NotificationsWithSubscribers"))
                .extracting(one -> one.path("Notification").path("Threshold").asInt() + " "
                        + one.path("Notification").path("NotificationType").asText() + " "
                        + one.path("Subscribers").findValuesAsText("SubscriptionType"))
                .containsExactly("50 ACTUAL [SNS, EMAIL]", "80 ACTUAL [SNS, EMAIL]", "100 ACTUAL [SNS, EMAIL]");
        assertThat(Synthesised.DEFAULT.one("AWS::Budgets::Budget", any -> true).get("NotificationsWithSubscribers"))
                .allSatisfy(one -> assertThat(one.path("Subscribers").findValuesAsText("SubscriptionType"))
                        .containsExactly("SNS"));
    }

    @Test
    void whoIsNamedIsToldByMailOfAllThatTheTopicSays() {
        Resource topic = Synthesised.LIVE.topic("notices");

        assertThat(Synthesised.LIVE.all("AWS::SNS::Subscription"))
                .filteredOn(one -> one.text("Protocol").equals("email"))
                .extracting(one -> one.text("Endpoint") + " " + topic.isMeantBy(one.get("TopicArn")))
                .containsExactly("owner@example.com true");
    }

    @Test
    void alarmsAndBudgetsOfThisAccountMayTellTheTopicOfNoticesAndNoOther() {
        assertThat(publishers(Synthesised.LIVE, "notices"))
                .containsExactly("[\"cloudwatch.amazonaws.com\",\"budgets.amazonaws.com\"] sns:Publish"
                        + " {\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}}");
        assertThat(publishers(Synthesised.LIVE, "tick")).isEmpty();
    }

    private static List<String> publishers(Synthesised template, String name) {
        Resource topic = template.topic(name);
        return template.all("AWS::SNS::TopicPolicy").stream()
                .filter(policy -> topic.isMeantBy(policy.get("Topics").path(0)))
                .flatMap(policy -> Synthesised.each(policy.get("PolicyDocument").path("Statement")))
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .map(statement -> statement.path("Principal").path("Service") + " "
                        + statement.path("Action").asText() + " " + statement.path("Condition"))
                .toList();
    }

    @Test
    void everyFunctionAndTopicHasItsPartInATrace() {
        assertThat(template.functions())
                .allMatch(function ->
                        function.get("TracingConfig").path("Mode").asText().equals("Active"));
        assertThat(template.all("AWS::SNS::Topic"))
                .hasSize(2)
                .allMatch(topic -> topic.text("TracingConfig").equals("Active"))
                .allMatch(topic -> topic.whole().path("DependsOn").toString().contains("TopicsTraces"));
        assertThat(Synthesised.written(
                        template.one("AWS::XRay::ResourcePolicy", any -> true).get("PolicyDocument")))
                .contains("sns.amazonaws.com", ":sauda-live-*");
    }

    @Test
    void everyFunctionWritesJsonToALogOfItsOwnThatForgets() {
        assertThat(template.all("AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allMatch(log -> log.get("RetentionInDays").asInt() == 90);
        assertThat(template.functions()).allSatisfy(function -> {
            Resource log = template.log(template.shortName(function));
            assertThat(log.isMeantBy(function.get("LoggingConfig").path("LogGroup")))
                    .isTrue();
            assertThat(function.get("LoggingConfig").path("LogFormat").asText()).isEqualTo("JSON");
        });
    }

    @Test
    void noSecretIsWrittenDown() {
        assertThat(template.json().toString()).doesNotContain("{{resolve:", "SecretString", "api_key", "sk-or-");
    }

    @Test
    void aTokensPlaceIsEmptyNeverRotatedAndOutlivesTheStack() {
        Resource token = template.one("AWS::SecretsManager::Secret", any -> true);

        assertThat(Synthesised.names(token.properties())).containsExactlyInAnyOrder("Name", "Description", "Tags");
        assertThat(token.text("Name")).isEqualTo("sauda/dhan/main/token");
        assertThat(token.whole().path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
        assertThat(token.whole().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(template.all("AWS::SecretsManager::RotationSchedule")).isEmpty();
        assertThat(Synthesised.DEFAULT.all("AWS::SecretsManager::Secret")).isEmpty();
    }

    @Test
    void everyFunctionIsToldWhereThingsAre() {
        assertThat(template.functions()).allSatisfy(function -> {
            var told = function.get("Environment").path("Variables");
            assertThat(told.path("SAUDA_CONFIG").asText()).isEqualTo("/opt/sauda.yaml");
            assertThat(told.path("SAUDA_CONFIG_HASH").asText())
                    .isEqualTo(template.deployment().config().hash());
            assertThat(told.path("SAUDA_MARKET").asText()).isEqualTo("dhan:main");
            assertThat(Synthesised.names(told)).noneMatch(name -> name.startsWith("DHAN_"));
            assertThat(told.path("SAUDA_TABLE").has("Ref")).isTrue();
            assertThat(function.get("Layers")).hasSize(1);
        });
        assertThat(told("signals-TCS", "SAUDA_STOCK")).isEqualTo("TCS");
        assertThat(told("decisions-gpt", "SAUDA_ACCOUNT")).isEqualTo("gpt");
        assertThat(told("operations-watch-main", "SAUDA_CLIENT")).isEqualTo("main");
        assertThat(template.function("decisions-gpt")
                        .get("Environment")
                        .path("Variables")
                        .path("SAUDA_QUEUES")
                        .toString())
                .contains("exits-main.fifo=", ",entries-main.fifo=")
                .doesNotContain("paper");
    }

    @Test
    void theLockFileCarriesNoAddresses() throws IOException {
        assertThat(Files.readString(Path.of("package-lock.json"))).doesNotContain("http", "\"resolved\"");
    }

    @Test
    void missingJarsAreNamedWithTheCommandThatBuildsThem(@TempDir Path empty) {
        assertThatThrownBy(() -> new Jars(empty).requireAll())
                .hasMessageContaining(Path.of("functions", "executor", "target", "sauda-executor-lambda.jar")
                        .toString())
                .hasMessageContaining("npx cdk synth");
    }

    @Test
    void aJarWithoutItsHandlersIsNotDeployed(@TempDir Path repository) throws IOException {
        Jars jars = new Jars(repository);
        for (Routes.Function function : Stream.concat(Routes.FUNCTIONS.stream(), Stream.of(Routes.DEAD_MAN))
                .toList()) {
            Files.createDirectories(jars.of(function).getParent());
            Files.copy(Synthesised.emptyJar(), jars.of(function), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThatThrownBy(jars::requireAll)
                .hasMessageContaining("no such class in the jar of its module")
                .hasMessageContaining("sauda.executor.ExecutorHandler");
    }

    private String told(String function, String variable) {
        return template.function(function)
                .get("Environment")
                .path("Variables")
                .path(variable)
                .asText();
    }
}
