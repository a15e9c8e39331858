package sauda.core.signal;

/// Why a strategy has no opinion, in the order in which it is checked.
public enum HoldCode {
    /// fewer than 300 bars of its frame in the window, or no volume yet
    WARMING_UP,
    /// a 5-minute bar of the session is missing, or came too late for the frame
    DATA_GAP,
    /// the tick does not close a bar of its frame
    BAR_OPEN,
    /// the rule gives nothing
    NO_SIGNAL,
    /// the rule gives both sides
    CONFLICT,
    /// the target is not worth twice the cost of getting there
    EDGE_BELOW_COST
}
