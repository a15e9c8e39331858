package sauda.brokers.dhan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// How long one question may take, with its pauses. What was paused counts as time that
/// went by, also on a clock that stands still.
final class Patience {

    private final InstantSource clock;
    private final Pauser pauser;
    private final RandomGenerator chance;
    private final Instant start;
    private final Instant end;
    private Duration paused = Duration.ZERO;

    Patience(InstantSource clock, Pauser pauser, RandomGenerator chance, Instant end) {
        this.clock = clock;
        this.pauser = pauser;
        this.chance = chance;
        this.start = clock.instant();
        this.end = end;
    }

    Instant end() {
        return end;
    }

    Instant now() {
        Instant now = clock.instant();
        Instant atLeast = start.plus(paused);
        return now.isBefore(atLeast) ? atLeast : now;
    }

    Duration left() {
        return Duration.between(now(), end);
    }

    /// Waits until an instant.
    ///
    /// @return false when it was interrupted
    boolean until(Instant instant) {
        Duration span = Duration.between(now(), instant);
        return span.isNegative() || span.isZero() || pause(span);
    }

    /// Waits for half of a span up to all of it, so that two who wait part.
    ///
    /// @return false when that is longer than what is left, or it was interrupted
    boolean about(Duration span) {
        long half = span.toNanos() / 2;
        Duration some = Duration.ofNanos(half + chance.nextLong(half + 1));
        return some.compareTo(left()) < 0 && pause(some);
    }

    private boolean pause(Duration span) {
        try {
            pauser.pause(span);
            paused = paused.plus(span);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
