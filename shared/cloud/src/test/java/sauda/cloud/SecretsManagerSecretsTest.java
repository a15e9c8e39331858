package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.desk.Secrets;
import sauda.core.desk.Secrets.SecretMissing;
import sauda.core.desk.Secrets.SecretMissing.Code;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsManagerSecretsTest {

    private static final String CANARY = "canary-51c0ffee";

    private final LoopbackHttp store = new LoopbackHttp();
    private final SecretsManagerClient client = AwsClients.built(
            SecretsManagerClient.builder()
                    .endpointOverride(store.url())
                    .region(Region.AP_SOUTH_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
            AwsRetryStrategy.doNotRetry());

    private Instant now = Instant.parse("2026-08-03T04:00:00Z");
    private final Secrets secrets =
            new SecretsManagerSecrets(client, () -> now, Duration.ofMinutes(5), Duration.ofHours(1));

    SecretsManagerSecretsTest() throws IOException {}

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void asksTheStoreByName() {
        holds("token-1");

        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-1");

        assertThat(store.calls)
                .containsExactly(
                        new LoopbackHttp.Call("secretsmanager.GetSecretValue", "{\"SecretId\":\"sauda/dhan\"}"));
    }

    @Test
    void asksAgainOnlyWhenWhatItKnowsIsNoLongerFresh() {
        holds("token-1");
        secrets.value("sauda/dhan");
        holds("token-2");

        later(Duration.ofMinutes(5).minusNanos(1));
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-1");
        later(Duration.ofNanos(1));
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-2");
        assertThat(store.calls).hasSize(2);
    }

    @Test
    void usesWhatItKnowsWhileTheStoreIsDownAndThenSaysSo() {
        holds("token-1");
        secrets.value("sauda/dhan");
        store.answers(500, "{}");

        later(Duration.ofMinutes(59));
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-1");
        later(Duration.ofMinutes(1).minusNanos(1));
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-1");
        later(Duration.ofNanos(1));
        assertMissing(Code.SECRET_STORE_DOWN);

        holds("token-2");
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-2");
    }

    @Test
    void doesNotWaitForAStoreThatIsDownAtEveryUse() {
        holds("token-1");
        secrets.value("sauda/dhan");
        store.answers(503, "{}");
        later(Duration.ofMinutes(10));

        for (int i = 0; i < 20; i++) {
            assertThat(secrets.value("sauda/dhan")).isEqualTo("token-1");
        }
        assertThat(store.calls).hasSize(2);
        later(Duration.ofSeconds(30));
        secrets.value("sauda/dhan");
        assertThat(store.calls).hasSize(3);
    }

    @Test
    void saysThatAStoreThatNeverAnsweredIsDown() {
        store.close();

        assertMissing(Code.SECRET_STORE_DOWN);
    }

    @Test
    void saysThatThereIsNoSuchSecretAlsoWhenThereWasOne() {
        holds("token-1");
        secrets.value("sauda/dhan");
        store.answers(400, "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"gone\"}");
        later(Duration.ofMinutes(6));

        assertMissing(Code.SECRET_ABSENT);
    }

    @Test
    void saysThatASecretIsForbidden() {
        store.answers(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not you\"}");

        assertThat(assertMissing(Code.SECRET_FORBIDDEN))
                .isEqualTo("SECRET_FORBIDDEN: sauda/dhan (AccessDeniedException)");
    }

    @Test
    void takesNoSecretThatIsNotText() {
        store.answers(200, "{\"Name\":\"sauda/dhan\",\"SecretBinary\":\"AQID\"}");

        assertMissing(Code.SECRET_ABSENT);
    }

    @Test
    void countsThrottlingAsDown() {
        store.answers(400, "{\"__type\":\"ThrottlingException\",\"Message\":\"slow down\"}");

        assertMissing(Code.SECRET_STORE_DOWN);
    }

    @Test
    void neverTellsASecretInAnExceptionOrAsText() {
        holds(CANARY);
        secrets.value("sauda/dhan");
        assertThat(secrets.toString()).contains("sauda/dhan").doesNotContain(CANARY);

        store.answers(200, "{\"SecretString\": \"" + CANARY + "\", " + CANARY);
        SecretMissing unreadable = catchThrowableOfType(SecretMissing.class, () -> secrets.value("sauda/other"));

        StringWriter trace = new StringWriter();
        unreadable.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("SECRET_STORE_DOWN").doesNotContain(CANARY);
    }

    @Test
    void asksAfreshWhenItIsToldToAndRemembersTheAnswer() {
        holds("token-1");
        secrets.value("sauda/dhan");
        holds("token-2");

        assertThat(secrets.fresh("sauda/dhan")).isEqualTo("token-2");
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-2");
        assertThat(store.calls).hasSize(2);
    }

    @Test
    void doesNotPassOffWhatItRemembersAsFresh() {
        holds("token-1");
        secrets.value("sauda/dhan");
        store.answers(500, "{}");

        assertThat(catchThrowableOfType(SecretMissing.class, () -> secrets.fresh("sauda/dhan"))
                        .code())
                .isEqualTo(Code.SECRET_STORE_DOWN);
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-1");
    }

    @Test
    void storesAValueUnderANameAndKnowsItFromThenOn() {
        holds("token-1");
        secrets.value("sauda/dhan");
        store.answers(200, "{\"Name\":\"sauda/dhan\",\"VersionId\":\"v2\"}");

        secrets.store("sauda/dhan", "token-2");

        LoopbackHttp.Call stored = store.calls.getLast();
        assertThat(stored.target()).isEqualTo("secretsmanager.PutSecretValue");
        assertThat(stored.body()).contains("\"SecretId\":\"sauda/dhan\"", "\"SecretString\":\"token-2\"");
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-2");
        assertThat(store.calls).hasSize(2);
    }

    @Test
    void aSecretThatIsNotThereIsNotMade() {
        store.answers(400, "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"no " + CANARY + "\"}");

        SecretMissing absent =
                catchThrowableOfType(SecretMissing.class, () -> secrets.store("sauda/dhan/token", CANARY));

        assertThat(absent.code()).isEqualTo(Code.SECRET_ABSENT);
        assertThat(absent.getMessage()).isEqualTo("SECRET_ABSENT: sauda/dhan/token (not found)");
    }

    @Test
    void afterAStoreThatWasLostTheValueIsAskedForAnew() {
        holds("token-1");
        secrets.value("sauda/dhan");
        store.answers(500, "{}");
        assertThat(catchThrowableOfType(SecretMissing.class, () -> secrets.store("sauda/dhan", "token-2"))
                        .code())
                .isEqualTo(Code.SECRET_STORE_DOWN);

        holds("token-2");
        assertThat(secrets.value("sauda/dhan")).isEqualTo("token-2");
    }

    @Test
    void isNotUsableForAShorterTimeThanItIsFresh() {
        assertThatThrownBy(() ->
                        new SecretsManagerSecrets(client, () -> now, Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String assertMissing(Code code) {
        SecretMissing missing = catchThrowableOfType(SecretMissing.class, () -> secrets.value("sauda/dhan"));
        assertThat(missing.code()).isEqualTo(code);
        return missing.getMessage();
    }

    private void holds(String secret) {
        store.answers(200, "{\"Name\":\"sauda/dhan\",\"SecretString\":\"" + secret + "\"}");
    }

    private void later(Duration span) {
        now = now.plus(span);
    }
}
