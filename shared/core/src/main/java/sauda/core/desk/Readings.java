package sauda.core.desk;

import java.time.Instant;
import java.util.Optional;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Reading;
import sauda.events.Symbol;

/// What the signals functions wrote down of the market.
final class Readings {

    /// Readings that may be newer than T when a message was late: an hour of them.
    private static final int LATER_ONES = 12;

    private final Ledger ledger;

    Readings(Ledger ledger) {
        this.ledger = ledger;
    }

    Optional<Reading> at(Symbol symbol, Instant t) {
        return ledger.get(Keys.reading(symbol, t)).map(item -> item.as(Reading.class));
    }

    /// The newest reading at or before T.
    Optional<Reading> latest(Symbol symbol, Instant t) {
        String newest = Keys.reading(symbol, t).sort();
        return ledger.list(Keys.ofStock(symbol), "READING#", true, LATER_ONES).stream()
                .filter(item -> item.key().sort().compareTo(newest) <= 0)
                .findFirst()
                .map(item -> item.as(Reading.class));
    }
}
