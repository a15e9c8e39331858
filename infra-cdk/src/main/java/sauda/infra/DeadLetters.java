package sauda.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// What nobody took is kept as long as SQS keeps anything, to be read by a person.
final class DeadLetters {

    private static final Duration KEPT = Duration.days(14);

    private DeadLetters() {}

    static Queue fifo(Construct scope, Stage stage, Encryption encryption, String name) {
        Queue queue = named(scope, stage, name).fifo(true).build();
        encryption.of(queue);
        return queue;
    }

    static Queue standard(Construct scope, Stage stage, Encryption encryption, String name) {
        Queue queue = named(scope, stage, name).build();
        encryption.of(queue);
        Accepted.deadLettersHaveNone(queue);
        return queue;
    }

    private static Queue.Builder named(Construct scope, Stage stage, String name) {
        return Queue.Builder.create(scope, name)
                .queueName(stage.called(name))
                .enforceSsl(true)
                .retentionPeriod(KEPT);
    }
}
