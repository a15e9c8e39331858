package sauda.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.cloud.SecretsManagerSecrets;
import sauda.core.desk.Secrets;
import sauda.core.desk.Secrets.SecretMissing;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The loopback endpoint, asked by the real client.
class SecretsEndpointTest {

    private final SecretsEndpoint endpoint = new SecretsEndpoint(Map.of("sauda/dhan/main/token", "token-1"));
    private final SecretsManagerClient client = SecretsManagerClient.builder()
            .endpointOverride(URI.create(endpoint.url()))
            .region(Region.AP_SOUTH_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    @Test
    void aValueThatOneFunctionStoresIsSeenByAnother() {
        Secrets session = secrets();
        Secrets executor = secrets();
        assertThat(executor.value("sauda/dhan/main/token")).isEqualTo("token-1");

        session.store("sauda/dhan/main/token", "token-2");

        assertThat(executor.value("sauda/dhan/main/token")).isEqualTo("token-1");
        assertThat(executor.fresh("sauda/dhan/main/token")).isEqualTo("token-2");
        assertThat(executor.value("sauda/dhan/main/token")).isEqualTo("token-2");
    }

    @Test
    void aSecretThatIsNotThereIsNeitherReadNorStored() {
        for (Runnable call : new Runnable[] {
            () -> secrets().value("other"),
            () -> secrets().fresh("other"),
            () -> secrets().store("other", "x")
        }) {
            assertThat(catchThrowableOfType(SecretMissing.class, call::run).code())
                    .isEqualTo(SecretMissing.Code.SECRET_ABSENT);
        }
    }

    private Secrets secrets() {
        return new SecretsManagerSecrets(client, InstantSource.system(), Duration.ofMinutes(1), Duration.ofHours(1));
    }
}
