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

    /// Whether an order may go from this state to the next: the only ways there are.
    public boolean mayBecome(OrderState next) {
        return switch (this) {
            case RESERVED -> next == SUBMITTING || next == DENIED || next == EXPIRED || next == CANCELLED;
            case SUBMITTING, UNKNOWN ->
                next.isAtVenue()
                        || next == UNKNOWN
                        || next == FILLED
                        || next == REJECTED
                        || next == CANCELLED
                        || next == NOT_PLACED;
            case ACCEPTED, PARTIALLY_FILLED ->
                next == PARTIALLY_FILLED || next == FILLED || next == CANCELLED || next == EXPIRED || next == REJECTED;
            case FILLED, DENIED, REJECTED, CANCELLED, EXPIRED, NOT_PLACED -> false;
        };
    }

    /// The venue holds the order and may fill it.
    public boolean isAtVenue() {
        return this == ACCEPTED || this == PARTIALLY_FILLED;
    }
}
