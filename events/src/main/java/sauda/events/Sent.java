package sauda.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a venue that trades by itself was last told of an order's price. Stored before it is
/// told.
///
/// @param limit   worst price of the order as it rests there, on the tick grid
/// @param decided last close that was known when the order was decided, null when there was none
/// @param arrival last price at the venue just before the order was sent, null when it could not
///                be had
/// @param changes how often the limit was changed since
/// @param at      when the limit was decided
public record Sent(
        Rupees limit, @Nullable Rupees decided, @Nullable Rupees arrival, int changes, Instant at) {

    public static Sent first(Rupees limit, @Nullable Rupees decided, @Nullable Rupees arrival, Instant at) {
        return new Sent(limit, decided, arrival, 0, at);
    }

    /// The same limit, decided again.
    public Sent again(Instant at) {
        return new Sent(limit, decided, arrival, changes, at);
    }

    /// The same order at another limit.
    public Sent changed(Rupees limit, Instant at) {
        return new Sent(limit, decided, arrival, changes + 1, at);
    }
}
