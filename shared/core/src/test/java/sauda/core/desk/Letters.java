package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// FIFO queues in a list: what was sent, and what still waits to be received. Swallows a
/// repeated deduplication id for five minutes.
final class Letters implements Mailbox {

    private static final Duration DEDUPLICATED = Duration.ofMinutes(5);

    record Letter(String queue, String group, String deduplicationId, Object message) {}

    final List<Letter> sent = new ArrayList<>();
    final List<Letter> waiting = new ArrayList<>();
    private final Map<String, Instant> seen = new HashMap<>();
    private final InstantSource clock;

    Letters(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(String queue, String group, String deduplicationId, Object message) {
        Letter letter = new Letter(queue, group, deduplicationId, message);
        sent.add(letter);
        Instant now = clock.instant();
        Instant before = seen.get(queue + deduplicationId);
        if (before == null || !now.isBefore(before.plus(DEDUPLICATED))) {
            seen.put(queue + deduplicationId, now);
            waiting.add(letter);
        }
    }

    <T> List<T> all(Class<T> type) {
        return sent.stream()
                .map(Letter::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T> List<T> received(Class<T> type) {
        return waiting.stream()
                .map(Letter::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
