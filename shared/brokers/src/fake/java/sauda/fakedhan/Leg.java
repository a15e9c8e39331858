package sauda.fakedhan;

/// Which part of a super order an order is.
public enum Leg {
    NA,
    ENTRY_LEG,
    TARGET_LEG,
    STOP_LOSS_LEG
}
