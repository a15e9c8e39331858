package sauda.decisions.model;

/// Why there is no usable answer. The account then holds, and says so.
public enum Failure {
    /// No key is known for the router.
    NO_KEY(false),
    /// The price list has no line for the model, so its cost could not be bounded.
    NO_PRICE(true),
    /// The request could have cost more tokens or rupees than the day has left.
    BUDGET(false),
    /// The time of the decision is over.
    DECISION_DEADLINE(false),
    /// No whole answer in time.
    MODEL_TIMEOUT(true),
    /// No connection, or it broke in the middle of the answer.
    MODEL_UNREACHABLE(true),
    /// HTTP 429.
    MODEL_RATE_LIMITED(true),
    /// HTTP 5xx, or any status that has no name here.
    MODEL_SERVER_ERROR(true),
    /// HTTP 404: the router has no such model, or none that takes tools.
    MODEL_NOT_FOUND(true),
    /// HTTP 400 and its like: our request is wrong, another model would not help.
    MODEL_BAD_REQUEST(false),
    /// HTTP 401.
    MODEL_UNAUTHORIZED(false),
    /// HTTP 402.
    MODEL_NO_CREDIT(false),
    /// HTTP 403.
    MODEL_FORBIDDEN(false),
    /// An answer that is not the JSON of one.
    MODEL_GARBAGE(true),
    /// JSON without a choice in it.
    MODEL_NO_CHOICES(true),
    /// More than a decision can read and keep, or more calls in one answer than anybody
    /// needs.
    MODEL_TOO_LONG(true),
    /// Neither a word nor a tool call.
    MODEL_EMPTY(true),
    /// The answer was cut at the most tokens it may have.
    MODEL_LENGTH(false),
    /// The answer was withheld.
    MODEL_FILTERED(false),
    /// An answer that does not say how it ended.
    MODEL_NO_FINISH(true),
    /// Another model answered than the one asked.
    WRONG_MODEL(false),
    /// A replay asked for more than was recorded.
    TAPE_ENDED(false),
    /// A replay sent another request than was recorded.
    TAPE_DIFFERS(false);

    private final boolean worthAnother;

    Failure(boolean worthAnother) {
        this.worthAnother = worthAnother;
    }

    /// Whether the next model of the list is asked, by a fresh request.
    boolean isWorthAnother() {
        return worthAnother;
    }

    /// By HTTP status, or by the `code` of an error that came inside a good status.
    static Failure ofStatus(int status) {
        return switch (status) {
            case 400, 405, 409, 410, 413, 415, 422 -> MODEL_BAD_REQUEST;
            case 401 -> MODEL_UNAUTHORIZED;
            case 402 -> MODEL_NO_CREDIT;
            case 403 -> MODEL_FORBIDDEN;
            case 404 -> MODEL_NOT_FOUND;
            case 408 -> MODEL_TIMEOUT;
            case 429 -> MODEL_RATE_LIMITED;
            default -> MODEL_SERVER_ERROR;
        };
    }
}
