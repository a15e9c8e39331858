package sauda.local.storm;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// What is to happen, in the order of its time.
final class Agenda {

    /// @param at       in milliseconds of virtual time
    /// @param nth      of all events: those of one moment keep their order
    /// @param duration whether it is a message that somebody waits for
    record Event(long at, long nth, boolean message, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::nth));
    private long nth;
    private int messages;

    void add(long at, boolean message, Runnable what) {
        events.add(new Event(at, nth++, message, what));
        messages += message ? 1 : 0;
    }

    Optional<Event> next() {
        Event event = events.poll();
        if (event != null && event.message()) {
            messages--;
        }
        return Optional.ofNullable(event);
    }

    Optional<Event> nextUntil(long at) {
        Event event = events.peek();
        return event == null || event.at() > at ? Optional.empty() : next();
    }

    /// Messages that are still to be delivered.
    int messages() {
        return messages;
    }
}
