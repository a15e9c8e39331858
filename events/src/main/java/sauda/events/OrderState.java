package sauda.events;

/// Where an order is. `denied` is ours, `rejected` is the venue's.
public enum OrderState {
    /// Limits, cash and shares are set aside; nothing was sent.
    RESERVED,
    /// The next thing, or the last, is the call to the venue: never sent again.
    SUBMITTING,
    /// The venue's answer is not known; looked up until it is.
    UNKNOWN,
    ACCEPTED,
    PARTIALLY_FILLED,
    FILLED,
    DENIED,
    REJECTED,
    CANCELLED,
    EXPIRED,
    /// Looked up often and long enough: it never reached the venue.
    NOT_PLACED;

    /// Nothing more can happen to an order in this state.
    public boolean isFinal() {
        return switch (this) {
            case RESERVED, SUBMITTING, UNKNOWN, ACCEPTED, PARTIALLY_FILLED -> false;
            case FILLED, DENIED, REJECTED, CANCELLED, EXPIRED, NOT_PLACED -> true;
        };
    }

    /// The venue holds the order and may fill it.
    public boolean isAtVenue() {
        return this == ACCEPTED || this == PARTIALLY_FILLED;
    }
}
