package sauda.core.order;

import java.time.Instant;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// What a venue says of a stock now.
///
/// @param last last traded price
/// @param low  lower circuit limit of the day: no order below it is taken
/// @param high upper circuit limit of the day
/// @param at   when we asked
public record Quote(Symbol symbol, Rupees last, Rupees low, Rupees high, Instant at) {

    /// The last price is one, and lies inside the band.
    public boolean makesSense() {
        return low.isPositive() && !last.below(low) && !last.above(high);
    }
}
