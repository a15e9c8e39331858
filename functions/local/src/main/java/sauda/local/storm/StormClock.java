package sauda.local.storm;

import java.time.Instant;
import java.time.InstantSource;

/// Virtual time: it passes when somebody says so. What a function reads may be wrong by its skew.
final class StormClock implements InstantSource {

    private long now;
    private long skew;

    StormClock(Instant start) {
        this.now = start.toEpochMilli();
    }

    /// As the function that is running reads it.
    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now + skew);
    }

    /// As it is.
    long now() {
        return now;
    }

    Instant truly() {
        return Instant.ofEpochMilli(now);
    }

    void pass(long millis) {
        now += millis;
    }

    void reach(long instant) {
        now = Math.max(now, instant);
    }

    long skew() {
        return skew;
    }

    void skew(long millis) {
        skew = millis;
    }
}
