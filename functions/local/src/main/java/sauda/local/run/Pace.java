package sauda.local.run;

import java.time.Duration;
import java.time.Instant;

/// How fast a run goes.
///
/// @param speed 0 for as fast as it goes, 1 for real time, 60 for a minute a second
/// @param from  what is before goes as fast as it can
public record Pace(double speed, Instant from) {

    public static final Pace MAX = new Pace(0, Instant.MIN);

    private static final Duration NIGHT = Duration.ofHours(4);

    public static Pace of(double speed) {
        return new Pace(speed, Instant.MIN);
    }

    /// How long the wait is from one tick to the next; there is none through the night.
    Duration between(Instant tick, Instant next) {
        Duration marketTime = Duration.between(tick, next);
        boolean atOnce = speed <= 0 || tick.isBefore(from) || marketTime.compareTo(NIGHT) > 0;
        return atOnce ? Duration.ZERO : Duration.ofNanos((long) (marketTime.toNanos() / speed));
    }
}
