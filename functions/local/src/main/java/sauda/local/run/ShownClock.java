package sauda.local.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The market's time as people see it. The functions of a run see time stand still from tick to
/// tick, so that a run is the same at every speed; for who looks on it passes in between, at the
/// run's speed, though never beyond the next tick.
public final class ShownClock implements InstantSource {

    private final InstantSource market;
    private final LongSupplier nanos;
    private volatile @Nullable Stretch stretch;

    /// From one tick to the next.
    private record Stretch(Instant tick, Duration marketTime, Duration realTime, long began) {

        Instant at(long nanos) {
            double part = (double) (nanos - began) / realTime.toNanos();
            return tick.plusNanos((long) (Math.min(1, part) * marketTime.toNanos()));
        }
    }

    ShownClock(InstantSource market, LongSupplier nanos) {
        this.market = market;
        this.nanos = nanos;
    }

    /// A tick is said now, and the next one after so long.
    void passes(Instant tick, Instant next, Duration realTime) {
        stretch = realTime.isPositive()
                ? new Stretch(tick, Duration.between(tick, next), realTime, nanos.getAsLong())
                : null;
    }

    @Override
    public Instant instant() {
        Instant stands = market.instant();
        Stretch passing = stretch;
        if (passing == null) {
            return stands;
        }
        Instant moved = passing.at(nanos.getAsLong());
        return moved.isAfter(stands) ? moved : stands;
    }
}
