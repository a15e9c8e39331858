package sauda.local.storm;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import sauda.core.desk.Mailbox;
import sauda.events.OrderRequested;

/// Queues that forget a repeated message for five minutes, and fail as queues do.
final class StormPost implements Mailbox {

    private static final long DEDUPLICATED_FOR = 300_000;

    private final Weather weather;
    private final StormClock clock;
    private final Dealings dealings;
    private final Tally tally;
    private final BiConsumer<String, Object> arrived;
    private final Map<String, Long> seen = new HashMap<>();

    /// @param arrived told of each message, with the client whose executor it is for
    StormPost(Weather weather, StormClock clock, Dealings dealings, Tally tally, BiConsumer<String, Object> arrived) {
        this.weather = weather;
        this.clock = clock;
        this.dealings = dealings;
        this.tally = tally;
        this.arrived = arrived;
    }

    @Override
    public void send(String queueName, String group, String deduplicationId, Object message) {
        dealings.deal("sending", () -> {
            boolean down = weather.strikes(Fault.QUEUE_DOWN);
            if (down && weather.oneIn(2)) {
                throw new MailboxUnavailable("no queue", new IllegalStateException("storm"));
            }
            Long before = seen.get(queueName + deduplicationId);
            if (before == null || clock.now() - before >= DEDUPLICATED_FOR) {
                seen.put(queueName + deduplicationId, clock.now());
                if (message instanceof OrderRequested) {
                    tally.add("intents", "exits that desks asked for", 1);
                }
                arrived.accept(client(queueName), message);
            }
            if (down) {
                throw new MailboxUnavailable("no reply", new IllegalStateException("storm"));
            }
            return deduplicationId;
        });
    }

    /// Of `exits-east.fifo`.
    private static String client(String queueName) {
        return queueName.substring(queueName.indexOf('-') + 1, queueName.lastIndexOf('.'));
    }
}
