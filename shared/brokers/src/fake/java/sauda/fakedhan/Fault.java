package sauda.fakedhan;

import java.time.Duration;

/// What may go wrong with one call. Acceptance is the moment at which the venue has taken
/// what was asked: after it, an order exists whatever the client was told.
public sealed interface Fault {

    enum When {
        BEFORE_ACCEPTANCE,
        AFTER_ACCEPTANCE
    }

    /// No answer until the client gives up.
    record Silence(When when) implements Fault {}

    /// The connection ends without an answer.
    record Reset(When when) implements Fault {}

    /// A proxy's HTML page, such as 502.
    record ErrorPage(When when, int status) implements Fault {}

    /// The answer comes, but late; real time.
    record Slow(Duration by) implements Fault {}

    record TooMany() implements Fault {}

    record WrongIp() implements Fault {}

    /// Somebody else minted a token: ours is dead from this call on.
    record DeadToken() implements Fault {}

    /// The order is taken and then rejected with this text.
    record RejectedByRms(String text) implements Fault {}

    /// The order that this call places is not shown for so long, market time.
    record LateVisibility(Duration by) implements Fault {}

    /// From this call on orders are shown for so long as they are now; market time.
    record StaleBook(Duration by) implements Fault {}

    /// Each row of `/trades` stands there twice.
    record DuplicateTrades() implements Fault {}

    /// The newest trade comes first.
    record TradesOutOfOrder() implements Fault {}

    /// The newest trades are not there yet, though the orders count them.
    record TradesBehind(int rows) implements Fault {}

    /// The instrument file ends in the middle of a row.
    record TruncatedFile() implements Fault {}

    record EmptyCandles() implements Fault {}

    /// The gateway does not know the path.
    record NoSuchPath() implements Fault {}

    /// Whether the venue never sees the call.
    default boolean isBeforeAcceptance() {
        return switch (this) {
            case Silence(When when) -> when == When.BEFORE_ACCEPTANCE;
            case Reset(When when) -> when == When.BEFORE_ACCEPTANCE;
            case ErrorPage page -> page.when() == When.BEFORE_ACCEPTANCE;
            default -> false;
        };
    }
}
