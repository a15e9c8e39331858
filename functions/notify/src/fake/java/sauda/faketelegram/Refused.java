package sauda.faketelegram;

/// What Telegram answers when it does not do what it is told.
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int retryAfter;

    /// @param retryAfter seconds, 0 for none
    Refused(int status, String description, int retryAfter) {
        super(description);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    int retryAfter() {
        return retryAfter;
    }
}
