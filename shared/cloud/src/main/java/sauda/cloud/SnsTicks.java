package sauda.cloud;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import sauda.cloud.watch.Trail;
import sauda.events.EventJson;
import sauda.events.Tick;

/// The ticks that the topic tells, each on its own trail.
public final class SnsTicks {

    private static final System.Logger LOG = System.getLogger(SnsTicks.class.getName());

    private SnsTicks() {}

    public static void each(SNSEvent event, Consumer<Tick> take) {
        event.getRecords().forEach(record -> {
            Tick tick = EventJson.read(record.getSNS().getMessage(), Tick.class);
            Trail.of(tick.t()).follow(() -> {
                long start = System.nanoTime();
                try {
                    take.accept(tick);
                } catch (RuntimeException failure) {
                    LOG.log(Level.ERROR, tick.duty().code() + " of " + tick.at() + " failed", failure);
                    throw failure;
                }
                LOG.log(
                        Level.DEBUG,
                        () -> tick.duty().code() + " of " + tick.at() + " done in "
                                + (System.nanoTime() - start) / 1_000_000 + " ms");
            });
        });
    }
}
