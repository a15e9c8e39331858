package sauda.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sauda.brokers.Brokers;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.desk.KillDesk;
import sauda.core.desk.OrderDesk;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.order.Broker;
import sauda.events.EventJson;
import sauda.events.KillRequested;

/// Each message of an executor's queues goes to the desk that it is for.
class ExecutorHandlerTest {

    private static final Instant NOW = Instant.parse("2026-03-02T04:45:20Z");

    private final Config config = ConfigFile.defaults();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Broker broker = Brokers.paper(config, "paper", ledger, () -> NOW);
    private final ExecutorHandler handler = new ExecutorHandler(new ExecutorWiring(
            new OrderDesk(ledger, config, broker, () -> NOW),
            new KillDesk(ledger, config, "paper", broker, () -> NOW)));

    private List<String> failed(String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m1");
        message.setBody(body);
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        SQSBatchResponse response = handler.handleRequest(event, null);
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    void aKillIsTakenAndMeansNothingToAPaperClient() {
        assertThat(failed(EventJson.write(new KillRequested("paper", "asha", "fire", NOW))))
                .isEmpty();
    }

    @Test
    void aKillWithAFieldTooManyIsNoKill() {
        Map<String, Object> kill =
                new java.util.TreeMap<>(EventJson.toMap(new KillRequested("paper", "asha", "fire", NOW)));
        kill.put("shares", 10);
        assertThat(failed(EventJson.write(kill))).containsExactly("m1");
    }
}
