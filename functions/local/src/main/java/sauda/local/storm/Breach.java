package sauda.local.storm;

/// What must be true after a round, and during it.
enum Breach {
    /// Two venue orders with one id of ours, or shares left that were not there any more.
    DOUBLED("doubled at the venue"),
    /// The venue has an order that our books hold as never placed, or a fill that is not booked.
    LOST("lost by the ledger"),
    UNKNOWN("unknown at the end"),
    /// Neither final nor a stop that rests.
    UNFINISHED("unfinished at the end"),
    /// Shares or cash differ between ledger and venue.
    DIFFERENT("ledger and venue differ"),
    RECKONING("does not reckon up"),
    AUDIT("audit chain broken"),
    NAKED("shares without a stop"),
    /// Stops that could sell more than there is.
    TOO_MANY_STOPS("stops for more than there is"),
    LIMITS("limits broken (I3, I4)"),
    /// An account may not trade though all agrees.
    HELD("held without a cause at the end"),
    AFTER_KILL("entries sent after a stop"),
    LATE("sent after expiry (I14)"),
    BROKEN("desk failed by itself");

    final String words;

    Breach(String words) {
        this.words = words;
    }
}
