package sauda.local.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sauda.core.desk.Mailbox;

/// First-in, first-out queues: a repeated deduplication id is swallowed for five
/// minutes, and a message whose receiver fails stays, with those of its group behind
/// it.
final class Post implements Mailbox {

    private static final Duration SWALLOWED_FOR = Duration.ofMinutes(5);

    record Letter(String queue, String group, Object message) {}

    private final InstantSource clock;
    private final List<Letter> waiting = new ArrayList<>();
    private final Map<String, Instant> seen = new HashMap<>();

    Post(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(String queueName, String group, String deduplicationId, Object message) {
        Instant now = clock.instant();
        Instant before = seen.get(queueName + deduplicationId);
        if (before == null || !now.isBefore(before.plus(SWALLOWED_FOR))) {
            seen.put(queueName + deduplicationId, now);
            waiting.add(new Letter(queueName, group, message));
        }
    }

    synchronized List<Object> waiting() {
        return waiting.stream().map(Letter::message).toList();
    }

    /// Hands on what waits, and what is sent meanwhile.
    ///
    /// @throws RuntimeException the first trouble of a receiver, once all had their turn
    void deliver(Consumer<Object> receiver) {
        Set<String> blocked = new HashSet<>();
        List<RuntimeException> troubles = new ArrayList<>();
        for (Letter letter = next(blocked); letter != null; letter = next(blocked)) {
            try {
                receiver.accept(letter.message());
                taken(letter);
            } catch (RuntimeException trouble) {
                blocked.add(letter.queue() + letter.group());
                troubles.add(trouble);
            }
        }
        if (!troubles.isEmpty()) {
            throw troubles.getFirst();
        }
    }

    private synchronized @Nullable Letter next(Set<String> blocked) {
        return waiting.stream()
                .filter(letter -> !blocked.contains(letter.queue() + letter.group()))
                .findFirst()
                .orElse(null);
    }

    private synchronized void taken(Letter letter) {
        waiting.remove(letter);
    }
}
