package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The environment is given as the SDK's system properties, which stand for its variables.
class AwsClientsTest {

    private final LoopbackHttp aws = new LoopbackHttp();
    private final Map<String, String> before = new HashMap<>();

    AwsClientsTest() throws IOException {}

    @BeforeEach
    void setTheEnvironment() {
        Map.of(
                        "aws.endpointUrl", aws.url().toString(),
                        "aws.region", "ap-south-1",
                        "aws.accessKeyId", "a",
                        "aws.secretAccessKey", "b")
                .forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    }

    @AfterEach
    void setItBack() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        aws.close();
    }

    @Test
    void speakToTheEndpointOfTheEnvironment() {
        aws.answers(200, "{}");
        try (DynamoDbClient dynamoDb = AwsClients.dynamoDb();
                DynamoDbStreamsClient streams = AwsClients.dynamoDbStreams();
                SqsClient sqs = AwsClients.sqs();
                SecretsManagerClient secrets = AwsClients.secretsManager()) {
            dynamoDb.listTables();
            streams.listStreams();
            sqs.listQueues();
            secrets.getSecretValue(get -> get.secretId("x"));
        }

        assertThat(aws.calls.stream().map(LoopbackHttp.Call::target))
                .containsExactly(
                        "DynamoDB_20120810.ListTables",
                        "DynamoDBStreams_20120810.ListStreams",
                        "AmazonSQS.ListQueues",
                        "secretsmanager.GetSecretValue");
    }

    @Test
    void neverRepeatACallToDynamoDbUnasked() {
        aws.answers(500, "{\"__type\":\"InternalServerError\"}");
        try (DynamoDbClient dynamoDb = AwsClients.dynamoDb()) {
            assertThatThrownBy(dynamoDb::listTables).isInstanceOf(DynamoDbException.class);
        }

        assertThat(aws.calls).hasSize(1);
    }

    @Test
    void repeatACallToTheOthers() {
        aws.answers(500, "{\"__type\":\"InternalFailure\"}");
        try (SqsClient sqs = AwsClients.sqs()) {
            assertThatThrownBy(sqs::listQueues).isInstanceOf(SdkException.class);
        }

        assertThat(aws.calls).hasSize(3);
    }
}
