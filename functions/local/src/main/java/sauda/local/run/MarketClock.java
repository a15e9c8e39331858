package sauda.local.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The market's time in a run: it stands still until the pump moves it, or until somebody waits.
/// It never goes back.
public final class MarketClock implements InstantSource {

    private Instant now;

    public MarketClock(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void set(Instant instant) {
        now = instant.isAfter(now) ? instant : now;
    }

    /// Waiting takes market time and no other.
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
