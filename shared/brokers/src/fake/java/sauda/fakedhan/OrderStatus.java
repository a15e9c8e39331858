package sauda.fakedhan;

/// As the wire spells them.
public enum OrderStatus {
    TRANSIT,
    PENDING,
    PART_TRADED,
    TRADED,
    REJECTED,
    CANCELLED,
    EXPIRED,
    /// A leg that fired.
    TRIGGERED,
    /// A super order whose entry and exits are all done.
    CLOSED;

    /// Whether the exchange may still fill it.
    public boolean isLive() {
        return this == PENDING || this == PART_TRADED;
    }
}
