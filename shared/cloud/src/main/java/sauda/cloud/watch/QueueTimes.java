package sauda.cloud.watch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.measure.Measure;
import sauda.events.Metric;

/// How long messages waited in a queue: only the queue knows since when, and only who takes them
/// until when, so that this is the one time that no fact of the ledger tells.
public final class QueueTimes {

    /// Tells nobody.
    public static final QueueTimes NONE = new QueueTimes(InstantSource.system(), new MetricLines("", line -> {}));

    private final InstantSource clock;
    private final MetricLines lines;

    public QueueTimes(InstantSource clock, MetricLines lines) {
        this.clock = clock;
        this.lines = lines;
    }

    public void note(SQSEvent batch) {
        Instant now = clock.instant();
        lines.write((batch.getRecords() == null ? List.<SQSMessage>of() : batch.getRecords())
                .stream().flatMap(message -> waited(message, now).stream()).toList());
    }

    /// A message that comes again waited out its visibility, which says nothing of the queue.
    private static Optional<Measure> waited(SQSMessage message, Instant now) {
        Map<String, String> said = message.getAttributes() == null ? Map.of() : message.getAttributes();
        return said.getOrDefault("ApproximateReceiveCount", "1").equals("1")
                ? Optional.ofNullable(said.get("SentTimestamp"))
                        .map(sent -> Measure.of(
                                Metric.ORDER_QUEUED_MILLIS,
                                Math.max(0, now.toEpochMilli() - Long.parseLong(sent)),
                                now))
                : Optional.empty();
    }
}
