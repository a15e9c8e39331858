package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sauda.core.desk.Mailbox;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.events.BarsReady;
import sauda.events.EventJson;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsMailboxTest {

    private static final Instant T = Instant.parse("2026-08-03T04:00:00Z");

    private static SQSRestServer server;
    private static SqsClient client;
    private static int queues;

    private final Mailbox mailbox = new SqsMailbox(client);

    /// After two failed receives a message goes to the dead letters.
    private final String name = "bars-" + ++queues + ".fifo";
    private final String deadName = "bars-" + queues + "-dead.fifo";
    private final String dead = aQueue(deadName, Map.of());
    private final String queue = aQueue(
            name,
            Map.of(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":\"2\"}"));

    @BeforeAll
    static void start() {
        server = SQSRestServerBuilder.withPort(0).withInterface("localhost").start();
        int port = server.waitUntilStarted().localAddress().getPort();
        client = AwsClients.built(
                SqsClient.builder()
                        .endpointOverride(URI.create("http://localhost:" + port))
                        .region(Region.AP_SOUTH_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
                AwsRetryStrategy.standardRetryStrategy());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.stopAndWait();
    }

    @Test
    void sendsARecordAsItsJsonWithItsGroup() {
        mailbox.send(name, "claude", "claude|" + T, bars("claude"));

        Message message = receive(queue).getFirst();

        assertThat(EventJson.read(message.body(), BarsReady.class)).isEqualTo(bars("claude"));
        assertThat(message.attributesAsStrings())
                .containsEntry("MessageGroupId", "claude")
                .containsEntry("MessageDeduplicationId", "claude|" + T);
    }

    @Test
    void keepsTheOrderWithinAGroup() {
        for (int i = 0; i < 5; i++) {
            mailbox.send(name, "claude", "claude|" + i, Map.of("i", i));
        }

        assertThat(receive(queue).stream().map(Message::body))
                .containsExactly("{\"i\":0}", "{\"i\":1}", "{\"i\":2}", "{\"i\":3}", "{\"i\":4}");
    }

    @Test
    void sendsOnceWhatHasTheSameDeduplicationId() {
        mailbox.send(name, "claude", "claude|" + T, Map.of("i", 1));
        mailbox.send(name, "claude", "claude|" + T, Map.of("i", 2));
        mailbox.send(name, "claude", "claude|" + T + "|mark", Map.of("i", 3));

        assertThat(receive(queue).stream().map(Message::body)).containsExactly("{\"i\":1}", "{\"i\":3}");
    }

    @Test
    void makesIdsThatSqsTakesOfTextsThatItDoesNot() {
        String asItIs = "x".repeat(128);
        String tooLong = "x".repeat(129);
        for (String id : List.of(asItIs, tooLong, "रिलायंस", "with blank", "")) {
            mailbox.send(name, id, id, Map.of("length", id.length()));
            mailbox.send(name, id, id, Map.of("again", id.length()));
        }

        List<Message> messages = receive(queue);
        assertThat(messages).hasSize(5);
        assertThat(messages.getFirst().attributesAsStrings())
                .containsEntry("MessageGroupId", asItIs)
                .containsEntry("MessageDeduplicationId", asItIs);
        assertThat(messages.subList(1, 5))
                .allSatisfy(message -> assertThat(message.attributesAsStrings().get("MessageDeduplicationId"))
                        .matches("[0-9a-f]{64}"));
    }

    @Test
    void sendsToTheUrlThatItIsGiven() {
        new SqsMailbox(client, Map.of("elsewhere", queue)).send("elsewhere", "g", "d", Map.of());

        assertThat(receive(queue)).hasSize(1);
    }

    @Test
    void saysThatAQueueCannotBeReached() {
        assertThatThrownBy(() -> mailbox.send("no-such.fifo", "g", "d", Map.of()))
                .isInstanceOf(MailboxUnavailable.class)
                .hasMessageContaining("no-such.fifo");
    }

    @Test
    void movesWhatFailsAgainAndAgainToTheDeadLettersAndThenTheRestPasses() {
        mailbox.send(name, "claude", "1", "poison");
        mailbox.send(name, "claude", "2", bars("claude"));
        List<String> taken = new ArrayList<>();

        for (int round = 0; round < 4; round++) {
            deliver(1, body -> taken.add(EventJson.read(body, BarsReady.class).account()));
        }

        assertThat(taken).containsExactly("claude");
        assertThat(receive(dead).stream().map(Message::body)).containsExactly("\"poison\"");
        assertThat(receive(queue)).isEmpty();
    }

    /// Why the queues are read one message at a time.
    @Test
    void takesWhatWasReceivedWithAPoisonToTheDeadLettersToo() {
        mailbox.send(name, "claude", "1", "poison");
        mailbox.send(name, "claude", "2", bars("claude"));
        List<String> taken = new ArrayList<>();

        for (int round = 0; round < 4; round++) {
            deliver(10, body -> taken.add(EventJson.read(body, BarsReady.class).account()));
        }

        assertThat(taken).isEmpty();
        assertThat(receive(dead)).hasSize(2);
    }

    /// As the Lambda service does it: what is not given back is deleted.
    private void deliver(int batchSize, Consumer<String> take) {
        List<Message> received = receive(queue, batchSize);
        SQSEvent batch = new SQSEvent();
        batch.setRecords(received.stream()
                .map(message -> {
                    SQSMessage delivered = new SQSMessage();
                    delivered.setMessageId(message.messageId());
                    delivered.setBody(message.body());
                    return delivered;
                })
                .toList());
        List<String> givenBack = SqsBatch.inOrder(batch, take).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
        for (Message message : received) {
            if (givenBack.contains(message.messageId())) {
                client.changeMessageVisibility(change -> change.queueUrl(queue)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            } else {
                client.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }

    private static BarsReady bars(String account) {
        return new BarsReady(account, T, List.of(), List.of());
    }

    private static List<Message> receive(String url) {
        return receive(url, 10);
    }

    private static List<Message> receive(String url, int most) {
        return client.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(0)
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
    }

    private static String aQueue(String name, Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(more);
        attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "false");
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(Duration.ofMinutes(3).toSeconds()));
        return client.createQueue(create -> create.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static String arn(String url) {
        return client.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }
}
