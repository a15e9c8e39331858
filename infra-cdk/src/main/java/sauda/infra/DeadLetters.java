package sauda.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// What nobody took is kept as long as SQS keeps anything, to be read by a person.
final class DeadLetters {

    private static final Duration KEPT = Duration.days(14);

    private DeadLetters() {}

    static Queue fifo(Construct scope, Stage stage, String name) {
        return encrypted(scope, stage, name).fifo(true).build();
    }

    static Queue standard(Construct scope, Stage stage, String name) {
        Queue queue = encrypted(scope, stage, name).build();
        Accepted.deadLettersHaveNone(queue);
        return queue;
    }

    private static Queue.Builder encrypted(Construct scope, Stage stage, String name) {
        return Queue.Builder.create(scope, name)
                .queueName(stage.called(name))
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(KEPT);
    }
}
