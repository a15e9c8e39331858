package sauda.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import sauda.infra.Fleet.Line;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The FIFO queues with their dead letters.
final class Queues extends Construct {

    private final Map<Line, Queue> queues = new LinkedHashMap<>();

    Queues(Construct scope, Stage stage, Encryption encryption, Fleet fleet) {
        super(scope, "Queues");
        fleet.lines().forEach(line -> queues.put(line, queue(stage, encryption, line)));
    }

    Queue of(Line line) {
        Queue queue = queues.get(line);
        if (queue == null) {
            throw new IllegalArgumentException("no queue " + line.name());
        }
        return queue;
    }

    /// Senders name the deduplication id; it is derived from the cause, never from the text.
    private Queue queue(Stage stage, Encryption encryption, Line line) {
        Queue queue = Queue.Builder.create(this, line.name())
                .queueName(stage.called(line.name()))
                .fifo(true)
                .contentBasedDeduplication(false)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(line.queue().visibility().toSeconds()))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(DeadLetters.fifo(this, stage, encryption, line.deadLetters()))
                        .maxReceiveCount(line.queue().receives())
                        .build())
                .build();
        encryption.of(queue);
        return queue;
    }
}
