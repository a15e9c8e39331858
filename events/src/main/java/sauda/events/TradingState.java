package sauda.events;

/// What the system, or one account, may do. The stricter of the two counts.
public enum TradingState {
    /// Entries and exits pass.
    ACTIVE,
    /// Entries are denied `PAUSED`; exits, stops and cancels pass.
    REDUCING,
    /// Entries are denied `HALTED`; stops, square-off, exits and cancels pass.
    HALTED;

    public TradingState stricter(TradingState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
