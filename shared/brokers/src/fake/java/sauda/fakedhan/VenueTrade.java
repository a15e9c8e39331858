package sauda.fakedhan;

import java.time.Instant;
import sauda.events.Rupees;

/// What the exchange executed.
record VenueTrade(String id, VenueOrder order, long quantity, Rupees price, Instant at) {

    Rupees value() {
        return price.times(quantity);
    }
}
