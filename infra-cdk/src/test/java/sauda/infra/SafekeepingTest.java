package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    void everyQueueAndTopicIsEncrypted() {
        assertThat(template.all("AWS::SQS::Queue"))
                .isNotEmpty()
                .allMatch(queue -> queue.get("SqsManagedSseEnabled").asBoolean());
        assertThat(template.all("AWS::SNS::Topic"))
                .hasSize(2)
                .allMatch(topic -> topic.get("KmsMasterKeyId").toString().contains("alias/aws/sns"));
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
        for (Routes.Function function : Routes.FUNCTIONS) {
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
