package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.infra.Synthesised.Resource;

class EncryptionTest {

    @Test
    void byTheServicesOwnKeysThereIsNoneOfOurs() {
        Synthesised template = Synthesised.DEFAULT;

        assertThat(template.all()).extracting(Resource::type).noneMatch(type -> type.startsWith("AWS::KMS::"));
        assertThat(template.all("AWS::SQS::Queue"))
                .isNotEmpty()
                .allMatch(queue -> queue.get("SqsManagedSseEnabled").asBoolean());
        assertThat(template.topic("tick").text("KmsMasterKeyId")).isEqualTo("alias/aws/sns");
        assertThat(template.one("AWS::DynamoDB::Table", any -> true)
                        .get("SSESpecification")
                        .toString())
                .isEqualTo("{\"SSEEnabled\":true}");
    }

    /// With the key that AWS keeps for SNS an alarm would publish into the void.
    @Test
    void theTopicThatAlarmsPublishToIsNotUnderAKeyThatTheyMayNotUse() {
        assertThat(Synthesised.DEFAULT.topic("notices").properties().has("KmsMasterKeyId"))
                .isFalse();
    }

    static Stream<Synthesised> withAKey() {
        return Stream.of(Synthesised.LIVE, Synthesised.CHOSEN);
    }

    @ParameterizedTest
    @MethodSource("withAKey")
    void oneKeyOfTheOwnersEncryptsLedgerQueuesTopicsLogsAndBackups(Synthesised template) {
        assertThat(template.all("AWS::SQS::Queue"))
                .isNotEmpty()
                .allMatch(queue -> isTheKey(template, queue.get("KmsMasterKeyId")))
                .noneMatch(queue -> queue.properties().has("SqsManagedSseEnabled"));
        assertThat(template.all("AWS::SNS::Topic"))
                .hasSize(2)
                .allMatch(topic -> isTheKey(template, topic.get("KmsMasterKeyId")));
        assertThat(template.all("AWS::Logs::LogGroup"))
                .isNotEmpty()
                .allMatch(log -> isTheKey(template, log.get("KmsKeyId")));
        assertThat(template.all("AWS::DynamoDB::Table"))
                .hasSize(1)
                .allMatch(table ->
                        isTheKey(template, table.get("SSESpecification").path("KMSMasterKeyId")));
        assertThat(template.all("AWS::Backup::BackupVault"))
                .hasSize(1)
                .allMatch(vault -> isTheKey(template, vault.get("EncryptionKeyArn")));
    }

    private static boolean isTheKey(Synthesised template, JsonNode value) {
        return template.stage().spec().key().equals(Synthesised.KEY)
                ? value.asText().equals(Synthesised.KEY)
                : template.one("AWS::KMS::Key", any -> true).isMeantBy(value);
    }

    @ParameterizedTest
    @MethodSource("withAKey")
    void noRoleUsesTheKeyItself(Synthesised template) {
        assertThat(template.all("AWS::IAM::Policy"))
                .isNotEmpty()
                .noneMatch(policy -> policy.properties().toString().contains("\"kms:"));
    }

    @Test
    void aKeyOfTheStacksIsRotatedAndOutlivesItWithTheLedger() {
        Resource key = Synthesised.LIVE.one("AWS::KMS::Key", any -> true);

        assertThat(key.get("EnableKeyRotation").asBoolean()).isTrue();
        assertThat(key.whole().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(key.whole().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(Synthesised.LIVE.one("AWS::KMS::Alias", any -> true).text("AliasName"))
                .isEqualTo("alias/sauda-live");
        assertThat(Synthesised.CHOSEN.all("AWS::KMS::Key")).isEmpty();
    }

    @Test
    void theKeyServesThisAccountThroughItsServicesTheLogsOfTheStageAndWhoTellsTheTopic() {
        JsonNode statements = Synthesised.LIVE
                .one("AWS::KMS::Key", any -> true)
                .get("KeyPolicy")
                .path("Statement");
        List<String> said = Synthesised.each(statements)
                .map(statement -> statement.path("Sid").asText("Owner") + ": "
                        + statement.path("Principal").fieldNames().next() + " "
                        + conditions(statement.path("Condition")))
                .toList();

        assertThat(said)
                .containsExactly(
                        "Owner: AWS []",
                        "WhoeverTheServicesLetIn: AWS [kms:CallerAccount, kms:ViaService]",
                        "GrantsToTheServices: AWS [kms:CallerAccount, kms:GrantIsForAWSResource, kms:ViaService]",
                        "ItsLogs: Service [kms:EncryptionContext:aws:logs:arn]",
                        "AlarmsAndBudgetsTellTheTopic: Service [aws:SourceAccount]",
                        "TopicsLayAsideDeadLetters: Service [aws:SourceArn]");
        assertThat(Synthesised.written(statements
                        .path(3)
                        .path("Condition")
                        .path("ArnLike")
                        .path("kms:EncryptionContext:aws:logs:arn")))
                .endsWith(":log-group:/sauda/live/*");
    }

    private static List<String> conditions(JsonNode condition) {
        return condition
                .valueStream()
                .flatMap(operator -> Synthesised.names(operator).stream())
                .sorted()
                .toList();
    }
}
