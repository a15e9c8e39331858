package sauda.local.run;

import java.time.Instant;
import java.time.InstantSource;

/// The market's time in a run: it stands still until the pump moves it.
public final class MarketClock implements InstantSource {

    private volatile Instant now;

    public MarketClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }
}
