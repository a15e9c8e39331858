package sauda.local.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sauda.core.config.Config;
import sauda.events.Routes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Makes the queues of the routes with their dead letters.
public final class Queues {

    private Queues() {}

    /// One queue as it runs.
    ///
    /// @param name with its instance
    public record Made(Routes.Queue route, String name, String url, String deadLettersUrl) {}

    /// All queues, in the order of the routes. Ones that are there already are used.
    public static List<Made> make(SqsClient sqs, Config config) {
        List<Made> made = new ArrayList<>();
        for (Routes.Queue queue : Routes.QUEUES) {
            for (String instance : Instances.of(queue.per(), config)) {
                made.add(make(sqs, queue, Instances.nameOrNull(instance)));
            }
        }
        return List.copyOf(made);
    }

    /// The same, as functions are told of them: the variable `SAUDA_QUEUES`.
    public static String variable(Cloud cloud, Config config) {
        return make(cloud.sqs(), config).stream()
                .map(queue -> queue.name() + "=" + queue.url())
                .collect(Collectors.joining(","));
    }

    private static Made make(SqsClient sqs, Routes.Queue queue, @org.jspecify.annotations.Nullable String instance) {
        String dead = sqs.createQueue(create -> create.queueName(queue.deadLettersFor(instance))
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        String deadArn = sqs.getQueueAttributes(get -> get.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive =
                "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":\"" + queue.receives() + "\"}";
        String url = sqs.createQueue(create -> create.queueName(queue.nameFor(instance))
                        .attributes(Map.of(
                                QueueAttributeName.FIFO_QUEUE,
                                "true",
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                Long.toString(queue.visibility().toSeconds()),
                                QueueAttributeName.REDRIVE_POLICY,
                                redrive)))
                .queueUrl();
        return new Made(queue, queue.nameFor(instance), url, dead);
    }
}
