package sauda.local.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import sauda.core.desk.Mailbox;

/// Counts what was sent, so that the pump asks only queues that can have something.
final class CountingMailbox implements Mailbox {

    private final Mailbox mailbox;
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

    CountingMailbox(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public void send(String queueName, String group, String deduplicationId, Object message) {
        mailbox.send(queueName, group, deduplicationId, message);
        of(queueName).incrementAndGet();
    }

    boolean mayHold(String queue) {
        return of(queue).get() > 0;
    }

    void took(String queue) {
        of(queue).decrementAndGet();
    }

    /// The queue said that it is empty: what was counted beyond that were duplicates.
    void isEmpty(String queue) {
        of(queue).set(0);
    }

    private AtomicInteger of(String queue) {
        return waiting.computeIfAbsent(queue, name -> new AtomicInteger());
    }
}
