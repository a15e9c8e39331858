package sauda.notify;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sauda.cloud.StreamRecords;
import sauda.cloud.watch.MetricLines;
import sauda.cloud.watch.Trail;
import sauda.core.config.Config;
import sauda.core.ledger.Item;
import sauda.core.measure.Measure;
import sauda.core.measure.Meter;
import sauda.events.Fact;
import sauda.events.Order;
import sauda.events.Reason;

/// Measures what the ledger's stream brings, and says in the log what became of each order: with
/// this the trail of a tick goes on to its last fill. Nobody who is to be told anything waits for a
/// change that cannot be read.
public final class Measuring implements Consumer<DynamodbEvent> {

    private static final System.Logger LOG = System.getLogger(Measuring.class.getName());
    private static final int REMEMBERED = 2_000;

    private final Meter meter;
    private final MetricLines lines;

    /// A batch that failed comes again, and in halves: what was measured of it is not measured twice.
    private final Set<String> measured = Collections.newSetFromMap(new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    public Measuring(Config config, MetricLines lines) {
        this.meter = new Meter(config);
        this.lines = lines;
    }

    @Override
    public void accept(DynamodbEvent event) {
        List<Measure> measures = new ArrayList<>();
        for (DynamodbStreamRecord record : event.getRecords()) {
            if (record.getEventID() == null || measured.add(record.getEventID())) {
                try {
                    measures.addAll(of(record));
                } catch (RuntimeException torn) {
                    LOG.log(Level.ERROR, "change " + record.getEventID() + " is not measured", torn);
                }
            }
        }
        lines.write(measures);
    }

    private List<Measure> of(DynamodbStreamRecord record) {
        Optional<Fact> before = StreamRecords.before(record).flatMap(Measuring::fact);
        Optional<Fact> after = StreamRecords.item(record).flatMap(Measuring::fact);
        after.ifPresent(fact -> say(before, fact));
        Instant at = record.getDynamodb().getApproximateCreationDateTime().toInstant();
        return after.map(fact -> meter.of(before.orElse(null), fact, at)).orElse(List.of());
    }

    private static Optional<Fact> fact(Item item) {
        return Fact.of(item.kind(), item.attributes());
    }

    private static void say(Optional<Fact> before, Fact after) {
        if (after instanceof Fact.OrderUpdated(var order)
                && !(before.orElse(null) instanceof Fact.OrderUpdated(var was) && was.state() == order.state())) {
            Trail.of(order.request().account(), order.id()).follow(() -> LOG.log(Level.INFO, said(order)));
        }
    }

    private static String said(Order order) {
        return order.state() + " " + order.request().purpose() + " "
                + order.request().side() + " "
                + order.request().quantity() + " " + order.request().symbol()
                + order.reasons().stream()
                        .findFirst()
                        .map(Reason::code)
                        .map(code -> " " + code)
                        .orElse("");
    }
}
