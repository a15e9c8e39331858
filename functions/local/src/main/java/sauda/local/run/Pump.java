package sauda.local.run;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import sauda.cloud.StreamRecords;
import sauda.core.config.Config;
import sauda.events.EventJson;
import sauda.events.Routes;
import sauda.events.Tick;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.Instances;
import sauda.local.cloud.Queues;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Starts functions as the cloud would: publishes a tick to the functions of its duty, then
/// delivers one message at a time, in the order of the routes, until queues and stream are
/// empty. One after the other, so a run is the same every time.
public final class Pump {

    private static final System.Logger LOG = System.getLogger(Pump.class.getName());
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Kolkata"));

    private final Config config;
    private final Cloud cloud;
    private final Functions functions;
    private final CountingMailbox mailbox;
    private final List<Queues.Made> queues;
    private final Consumer<DynamodbStreamRecord> listener;
    private final Map<String, Long> nanos = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> troubled = new HashSet<>();

    /// @param listener told of every change of the ledger, after the functions of the stream
    Pump(
            Config config,
            Cloud cloud,
            Functions functions,
            CountingMailbox mailbox,
            List<Queues.Made> queues,
            Consumer<DynamodbStreamRecord> listener) {
        this.config = config;
        this.cloud = cloud;
        this.functions = functions;
        this.mailbox = mailbox;
        this.queues = queues;
        this.listener = listener;
    }

    /// Publishes a tick and works until nothing is left to do.
    public void publish(Tick tick) {
        String event = SnsJson.of(EventJson.write(tick));
        for (Routes.Function function : Routes.FUNCTIONS) {
            if (function.duty() == tick.duty()) {
                for (String instance : Instances.of(function.per(), config)) {
                    start(function, instance, tick, event);
                }
            }
        }
        drain();
    }

    /// A function that dies takes nobody with it: the topic does not ask again, as on AWS.
    private void start(Routes.Function function, String instance, Tick tick, String event) {
        try {
            timed(function.name(), () -> functions.onTopic(function, instance).invoke(event));
        } catch (RuntimeException died) {
            String name = function.nameFor(Instances.nameOrNull(instance));
            LOG.log(Level.ERROR, name + " failed at " + tick.at(), died);
            failures.add(name + " at " + TIME.format(tick.at()) + ": "
                    + died.getClass().getSimpleName());
        }
    }

    /// Starts from the topic that ended with an exception: which function, when and why.
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /// Delivers what waits, and what comes of it.
    public void drain() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Queues.Made queue : queues) {
                if (mailbox.mayHold(queue.name()) && deliver(queue)) {
                    moved = true;
                    break;
                }
            }
            moved |= !moved && stream();
        }
    }

    private boolean deliver(Queues.Made queue) {
        SqsClient sqs = cloud.sqs();
        List<Message> messages = timed(
                "(queues)",
                () -> sqs.receiveMessage(receive -> receive.queueUrl(queue.url())
                                .maxNumberOfMessages(1)
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages());
        if (messages.isEmpty()) {
            // A queue that has just moved a message to the dead letters may say so by "nothing".
            boolean maybeNot = troubled.remove(queue.name());
            if (!maybeNot) {
                mailbox.isEmpty(queue.name());
            }
            return maybeNot;
        }
        Message message = messages.getFirst();
        Routes.Function consumer = Functions.consumerOf(queue.route());
        SQSBatchResponse response = timed(
                consumer.name(),
                () -> functions.onQueue(consumer, instance(queue)).invoke(SqsJson.of(message, queue.name())));
        boolean failed = response.getBatchItemFailures() != null
                && !response.getBatchItemFailures().isEmpty();
        timed("(queues)", () -> {
            if (failed) {
                sqs.changeMessageVisibility(change -> change.queueUrl(queue.url())
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            } else {
                sqs.deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
            }
            return failed;
        });
        if (failed) {
            troubled.add(queue.name());
        } else {
            mailbox.took(queue.name());
        }
        return true;
    }

    private String instance(Queues.Made queue) {
        return Instances.of(queue.route().per(), config).stream()
                .filter(instance ->
                        queue.route().nameFor(Instances.nameOrNull(instance)).equals(queue.name()))
                .findFirst()
                .orElseThrow();
    }

    private boolean stream() {
        List<DynamodbStreamRecord> changes = timed("(stream)", cloud::changes);
        if (changes.isEmpty()) {
            return false;
        }
        for (Routes.Function function : Routes.FUNCTIONS) {
            List<DynamodbStreamRecord> wanted = changes.stream()
                    .filter(change -> StreamRecords.item(change)
                            .filter(item -> function.stream().contains(item.kind()))
                            .isPresent())
                    .toList();
            if (!wanted.isEmpty()) {
                DynamodbEvent event = new DynamodbEvent();
                event.setRecords(wanted);
                Wire<DynamodbEvent, ?> wire = functions.onStream(function);
                timed(function.name(), () -> wire.invoke(wire.json(event)));
            }
        }
        changes.forEach(listener);
        return true;
    }

    /// Nanoseconds spent by function, and in queues and stream.
    public Map<String, Long> spent() {
        return Map.copyOf(nanos);
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T timed(
            String what, java.util.function.Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos.merge(what, System.nanoTime() - start, Long::sum);
        }
    }
}
