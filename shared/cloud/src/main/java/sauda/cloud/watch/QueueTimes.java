package sauda.cloud.watch;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sauda.core.measure.Measure;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;
import sauda.events.Metric;
import sauda.events.OrderRequested;

/// How long orders were on their way into a queue and in it: only the queue knows since when, and
/// only who takes them until when, so that this is the one time that no fact of the ledger tells.
public final class QueueTimes {

    /// Tells nobody.
    public static final QueueTimes NONE = new QueueTimes(InstantSource.system(), new MetricLines("", line -> {}));

    private static final System.Logger LOG = System.getLogger(QueueTimes.class.getName());

    private final InstantSource clock;
    private final MetricLines lines;

    public QueueTimes(InstantSource clock, MetricLines lines) {
        this.clock = clock;
        this.lines = lines;
    }

    /// Works through a batch, and then says how long it had waited: no order waits for that.
    public SQSBatchResponse of(SQSEvent batch, Supplier<SQSBatchResponse> work) {
        Instant taken = clock.instant();
        SQSBatchResponse done = work.get();
        try {
            tell(batch, taken);
        } catch (RuntimeException untold) {
            // What was done is done: the queue must not bring it again.
            LOG.log(Level.WARNING, "how long a batch waited was not told", untold);
        }
        return done;
    }

    private void tell(SQSEvent batch, Instant taken) {
        lines.write((batch.getRecords() == null ? List.<SQSMessage>of() : batch.getRecords())
                .stream().flatMap(message -> measures(message, taken).stream()).toList());
    }

    /// A message that comes again waited out its visibility, which says nothing of the queue.
    private static List<Measure> measures(SQSMessage message, Instant taken) {
        Map<String, String> said = message.getAttributes() == null ? Map.of() : message.getAttributes();
        String sent = said.get("SentTimestamp");
        if (sent == null || !said.getOrDefault("ApproximateReceiveCount", "1").equals("1")) {
            return List.of();
        }
        Instant queued = Instant.ofEpochMilli(Long.parseLong(sent));
        List<Measure> measures = new ArrayList<>();
        order(message.getBody())
                .flatMap(OrderRequested::askedAt)
                .ifPresent(
                        asked -> measures.add(Measure.of(Metric.ORDER_POSTED_MILLIS, between(asked, queued), taken)));
        measures.add(Measure.of(Metric.ORDER_QUEUED_MILLIS, between(queued, taken), taken));
        return measures;
    }

    /// Cancels and kills are none.
    private static Optional<OrderRequested> order(String body) {
        try {
            return Optional.of(EventJson.read(body, OrderRequested.class));
        } catch (BadMessage another) {
            return Optional.empty();
        }
    }

    /// The clocks of two machines differ by some milliseconds.
    private static long between(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
