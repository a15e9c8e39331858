package sauda.core.desk;

import java.time.Instant;
import java.util.Optional;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Reading;
import sauda.events.Symbol;

/// What the signals functions wrote down of the market.
final class Readings {

    private final Ledger ledger;

    Readings(Ledger ledger) {
        this.ledger = ledger;
    }

    Optional<Reading> at(Symbol symbol, Instant t) {
        return ledger.get(Keys.reading(symbol, t)).map(item -> item.as(Reading.class));
    }

    /// The newest reading at or before T.
    Optional<Reading> latest(Symbol symbol, Instant t) {
        return ledger.list(Keys.ofStock(symbol), "READING#", true, 1).stream()
                .map((Item item) -> item.as(Reading.class))
                .filter(reading -> !reading.t().isAfter(t))
                .findFirst();
    }
}
