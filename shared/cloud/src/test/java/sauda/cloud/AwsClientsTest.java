package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
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

    /// The JDK's HTTP client would send a POST again by itself when a connection that was
    /// kept open breaks before the answer, but not a body of fixed length as the SDK sends.
    @Test
    void neverRepeatACallToDynamoDbWhoseConnectionBreaks() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket connection = server.accept()) {
                        answerOnceAndBreakAtTheSecond(connection, requests);
                    } catch (IOException closed) {
                        // The next one, or the end of the test.
                    }
                }
            });
            System.setProperty("aws.endpointUrl", "http://localhost:" + server.getLocalPort());
            try (DynamoDbClient dynamoDb = AwsClients.dynamoDb()) {
                dynamoDb.listTables();
                assertThatThrownBy(dynamoDb::listTables).isInstanceOf(SdkClientException.class);
            }
        }

        assertThat(requests).hasValue(2);
    }

    private static void answerOnceAndBreakAtTheSecond(Socket connection, AtomicInteger requests) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        readRequest(in);
        requests.incrementAndGet();
        connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}"
                        .getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
        readRequest(in);
        requests.incrementAndGet();
    }

    private static void readRequest(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line == null || !line.isEmpty(); line = in.readLine()) {
            if (line == null) {
                throw new EOFException();
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        in.skip(length);
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
