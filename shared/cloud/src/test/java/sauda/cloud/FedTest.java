package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// Functions that read Lambda's events themselves find in them what Lambda's own reader finds.
class FedTest {

    private final List<Object> told = new ArrayList<>();

    @Test
    void aQueueFedFunctionGetsMessagesWithTheirAttributesAndMoreIsPassedOver() throws IOException {
        String event = """
                {"Records":[
                 {"messageId":"m1","receiptHandle":"r","body":"one","attributes":{"SentTimestamp":"1","SequenceNumber":"7"},
                  "messageAttributes":{},"md5OfBody":"x","eventSource":"aws:sqs","awsRegion":"ap-south-1","new":{"a":[1.5]}},
                 {"messageId":"m2","body":"two"}],"more":null}""";
        QueueFed function = (batch, context) -> {
            for (SQSMessage message : batch.getRecords()) {
                told.add(List.of(message.getMessageId(), message.getBody(), message.getAttributes()));
            }
            return new SQSBatchResponse(List.of());
        };

        assertThat(answer(function, event)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(told)
                .containsExactly(
                        List.of("m1", "one", Map.of("SentTimestamp", "1", "SequenceNumber", "7")),
                        List.of("m2", "two", Map.of()));
    }

    @Test
    void whatAQueueFedFunctionGivesBackIsNamedInItsAnswer() throws IOException {
        QueueFed function = (batch, context) -> SqsBatch.inOrder(batch, body -> {
            throw new IllegalStateException("no");
        });
        String event = EventJson.write(Map.of("Records", List.of(Map.of("messageId", "m1", "body", "{}"))));

        assertThat(answer(function, event)).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    }

    @Test
    void aTopicFedFunctionGetsEachMessage() throws IOException {
        TopicFed function = (event, context) -> {
            event.getRecords().forEach(record -> told.add(record.getSNS().getMessage()));
            return null;
        };
        String event = """
                {"Records":[{"EventSource":"aws:sns","Sns":{"Message":"a","Timestamp":"2026-11-18T03:50:00.000Z"}},
                 {"Sns":{"Message":"b"}}]}""";

        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(stream(event), answer, null);

        assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("null");
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void whatIsNoEventOfQueueOrTopicIsRefusedAndNothingIsTold() {
        QueueFed queue = (batch, context) -> {
            told.add(batch);
            return new SQSBatchResponse(List.of());
        };
        TopicFed topic = (event, context) -> {
            told.add(event);
            return null;
        };
        for (String event : List.of("", "[]", "{}", "{\"Records\":1}", "{\"Records\":[1]}", "{\"Records\":[{}]}")) {
            assertThatThrownBy(() -> queue.handleRequest(stream(event), new ByteArrayOutputStream(), null))
                    .as(event)
                    .isInstanceOf(BadMessage.class);
            assertThatThrownBy(() -> topic.handleRequest(stream(event), new ByteArrayOutputStream(), null))
                    .as(event)
                    .isInstanceOf(BadMessage.class);
        }
        assertThat(told).isEmpty();
    }

    private static String answer(QueueFed function, String event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(stream(event), answer, null);
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
