package sauda.infra;

import sauda.events.Routes;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// What the Scheduler says to the functions, and what the system says to its owner.
final class Topics extends Construct {

    private final Topic tick;
    private final Topic notices;
    private final Queue deadTicks;

    Topics(Construct scope, Stage stage) {
        super(scope, "Topics");
        // The key that AWS keeps for SNS in every account: whoever may publish may use it.
        IKey key = Alias.fromAliasName(this, "Key", "alias/aws/sns");
        tick = topic(stage, Routes.TOPIC, key);
        notices = topic(stage, "notices", key);
        deadTicks = DeadLetters.standard(this, stage, Routes.TOPIC + "-dead");
    }

    Topic tick() {
        return tick;
    }

    Topic notices() {
        return notices;
    }

    /// Ticks that the Scheduler, the topic or a function could not deliver or finish.
    Queue deadTicks() {
        return deadTicks;
    }

    private Topic topic(Stage stage, String name, IKey key) {
        return Topic.Builder.create(this, name)
                .topicName(stage.called(name))
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }
}
