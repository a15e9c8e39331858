package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.cloud.watch.SomeLogs;
import sauda.events.EventJson;
import sauda.events.Tick;

class SqsBatchTest {

    private final List<String> taken = new ArrayList<>();

    @Test
    void takesEveryMessageInOrder() {
        assertThat(SqsBatch.inOrder(batch("a", "b", "c"), taken::add)).isEqualTo(givenBack());

        assertThat(taken).containsExactly("a", "b", "c");
    }

    @Test
    void givesBackTheFirstThatFailsAndAllAfterItUntouched() {
        SQSBatchResponse response = SqsBatch.inOrder(batch("a", "b", "c", "d"), this::failAtB);

        assertThat(response).isEqualTo(givenBack("id-b", "id-c", "id-d"));
        assertThat(taken).containsExactly("a");
    }

    @Test
    void givesBackABodyThatIsNoMessage() {
        SQSBatchResponse response =
                SqsBatch.inOrder(batch("{\"duty\":", "b"), body -> EventJson.read(body, Tick.class));

        assertThat(response).isEqualTo(givenBack("id-{\"duty\":", "id-b"));
    }

    @Test
    void takesABatchOfNothing() {
        assertThat(SqsBatch.inOrder(batch(), taken::add)).isEqualTo(givenBack());
        assertThat(SqsBatch.inOrder(new SQSEvent(), taken::add)).isEqualTo(givenBack());
    }

    @Test
    void logsACodeAndNeverTheBody() {
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        SomeLogs.into(logged, () -> {
            SQSEvent batch = batch("{\"duty\":\"canary-7f3a\"}");
            batch.getRecords().getFirst().setMessageId("id-1");
            SqsBatch.inOrder(batch, body -> EventJson.read(body, Tick.class));
            SqsBatch.inOrder(batch, body -> {
                throw new IllegalStateException("quotes " + body);
            });
        });

        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains("code=BAD_MESSAGE message=id-1 place=1/1")
                .contains("code=IllegalStateException")
                .doesNotContain("canary-7f3a");
    }

    private void failAtB(String body) {
        if (body.equals("b")) {
            throw new IllegalStateException("b");
        }
        taken.add(body);
    }

    private static SQSEvent batch(String... bodies) {
        SQSEvent batch = new SQSEvent();
        List<SQSMessage> messages = new ArrayList<>();
        for (String body : bodies) {
            SQSMessage message = new SQSMessage();
            message.setMessageId("id-" + body);
            message.setBody(body);
            messages.add(message);
        }
        batch.setRecords(messages);
        return batch;
    }

    private static SQSBatchResponse givenBack(String... ids) {
        return new SQSBatchResponse(
                List.of(ids).stream().map(BatchItemFailure::new).toList());
    }
}
