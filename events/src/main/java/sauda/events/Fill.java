package sauda.events;

import java.time.Instant;

/// What the venue executed of an order.
///
/// @param id       unique within the order; a fill that is told twice is booked once
/// @param quantity whole shares
/// @param price    per share
/// @param at       when; for a paper fill the end of its bar
/// @param kind     how it came about
public record Fill(String id, long quantity, Rupees price, Instant at, Kind kind) {

    public enum Kind {
        ENTRY,
        EXIT,
        STOP,
        TARGET,
        /// At the close of the session's last bar, because the square-off was not done.
        FORCED
    }

    public Rupees value() {
        return price.times(quantity);
    }
}
