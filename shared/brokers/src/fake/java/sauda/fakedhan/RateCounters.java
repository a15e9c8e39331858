package sauda.fakedhan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How often a client called, for each class of calls. What is refused counts too.
/// Windows slide; a day is the last 24 hours.
final class RateCounters {

    private record Limit(Duration window, int calls) {}

    enum Kind {
        ORDERS(
                new Limit(Duration.ofSeconds(1), 10),
                new Limit(Duration.ofMinutes(1), 250),
                new Limit(Duration.ofHours(1), 1_000),
                new Limit(Duration.ofDays(1), 7_000)),
        DATA(new Limit(Duration.ofSeconds(1), 5), new Limit(Duration.ofDays(1), 100_000)),
        QUOTES(new Limit(Duration.ofSeconds(1), 1)),
        OTHER(new Limit(Duration.ofSeconds(1), 20));

        private final List<Limit> limits;

        Kind(Limit... limits) {
            this.limits = List.of(limits);
        }

        private Duration longest() {
            return limits.getLast().window();
        }

        /// What the documented table counts a call as.
        static Kind of(Call call) {
            return switch (call.segment(0)) {
                case "orders", "super" -> call.isRead() ? OTHER : ORDERS;
                case "charts" -> DATA;
                case "marketfeed" -> QUOTES;
                default -> OTHER;
            };
        }
    }

    private final Map<Kind, Deque<Instant>> calls = new EnumMap<>(Kind.class);

    /// @return whether the call may pass
    boolean count(Kind kind, Instant now) {
        Deque<Instant> made = calls.computeIfAbsent(kind, _ -> new ArrayDeque<>());
        made.addLast(now);
        while (!made.isEmpty() && !made.peekFirst().plus(kind.longest()).isAfter(now)) {
            made.removeFirst();
        }
        return kind.limits.stream().allMatch(limit -> within(made, limit, now));
    }

    private static boolean within(Deque<Instant> made, Limit limit, Instant now) {
        int count = 0;
        for (var newestFirst = made.descendingIterator(); newestFirst.hasNext(); ) {
            if (!newestFirst.next().plus(limit.window()).isAfter(now)) {
                break;
            }
            if (++count > limit.calls()) {
                return false;
            }
        }
        return true;
    }
}
