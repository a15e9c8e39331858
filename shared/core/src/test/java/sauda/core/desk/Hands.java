package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is turned.
final class Hands implements InstantSource {

    private volatile Instant now;

    Hands(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant next) {
        now = next;
    }

    void turn(Duration by) {
        now = now.plus(by);
    }
}
