package sauda.fakedhan;

import java.time.Duration;
import java.time.Instant;
import sauda.events.Symbol;

/// For so long so many intraday shares had no stop order behind them at the venue.
public record Unprotected(Symbol symbol, Instant from, Instant to, long shares) {

    public Duration lasted() {
        return Duration.between(from, to);
    }
}
