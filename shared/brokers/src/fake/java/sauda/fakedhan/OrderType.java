package sauda.fakedhan;

enum OrderType {
    LIMIT,
    MARKET,
    STOP_LOSS,
    STOP_LOSS_MARKET;

    boolean isStop() {
        return this == STOP_LOSS || this == STOP_LOSS_MARKET;
    }
}
