package sauda.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request for an order, on its way to the executor. Everything that decides is
/// in it: the executor asks neither the model nor the sender again.
///
/// @param id        derived from the cause; a message with a known id orders nothing
/// @param purpose   whether it opens, closes or protects
/// @param quantity  whole shares, 1 or more
/// @param limit     worst price of an entry, on the tick grid; null for an exit
/// @param stop      where the position is left at a loss; of a protection its trigger, null for an
///                  exit and for a protection that is a target
/// @param target    where the position is left at a profit; of a protection that is a target its
///                  price, null for an exit and for a stop
/// @param strategy  strategy whose setup it follows, or `none`
/// @param cause     what asks: `decision:<account>:<T>`, `square-off:<date>`,
///                  `flatten:<epoch>`, `manual:<principal>:<key>`; of the venue's own exits `stop:<entry id>`,
///                  `target:<entry id>`, `forced:<entry id>`; of the watch `again:<order id>`,
///                  `stop-passed:`, `stop-jumped:`, `unprotected:` and `target:<entry id>`; of
///                  protections `stop:`, and when they came with the entry `leg-stop:` and
///                  `leg-target:<entry id>`; of the owner's own `external:<venue id>`
/// @param because   the reason a reviewer will read, quoted and cut to 500 characters
/// @param t         the tick of the cause, or the minute of a request without one
/// @param expiresAt the last instant at which it may be sent
/// @param config    hash of the configuration it was made under
public record OrderRequested(
        OrderId id,
        String account,
        Symbol symbol,
        Side side,
        Purpose purpose,
        long quantity,
        @Nullable Rupees limit,
        @Nullable Rupees stop,
        @Nullable Rupees target,
        String strategy,
        String cause,
        String because,
        Instant t,
        Instant expiresAt,
        String config) {

    /// How long after the commit of what asks for it an order may be sent,
    public static final Duration AFTER_COMMIT = Duration.ofSeconds(30);

    /// and how long after its tick: whichever is earlier is its `expiresAt`.
    public static final Duration AFTER_TICK = Duration.ofSeconds(285);

    public enum Purpose {
        ENTRY,
        EXIT,
        /// A stop or target that rests at the venue for shares that no exit works on. It sets no
        /// shares aside: whoever wants to sell them cancels it first.
        PROTECTION
    }

    public OrderRequested {
        if (quantity < 1) {
            throw new IllegalArgumentException("an order is for 1 share or more but is for " + quantity);
        }
        if (purpose == Purpose.ENTRY && (limit == null || stop == null || target == null)) {
            throw new IllegalArgumentException("an entry has a limit, a stop and a target: " + id);
        }
    }

    /// When what asks for it was committed. Unknown where the end of its tick comes first, and of
    /// protections, which nobody waits for.
    public Optional<Instant> askedAt() {
        return isProtection() || expiresAt.equals(t.plus(AFTER_TICK))
                ? Optional.empty()
                : Optional.of(expiresAt.minus(AFTER_COMMIT));
    }

    public boolean isEntry() {
        return purpose == Purpose.ENTRY;
    }

    public boolean isExit() {
        return purpose == Purpose.EXIT;
    }

    public boolean isProtection() {
        return purpose == Purpose.PROTECTION;
    }

    /// A protection that leaves at a loss: the one that a position must not be without.
    public boolean isStop() {
        return isProtection() && stop != null;
    }

    /// The same once more, because the venue took nothing of it.
    public OrderRequested again(int sequence) {
        return new OrderRequested(
                OrderId.of(t, account, cause, symbol, side, sequence),
                account,
                symbol,
                side,
                purpose,
                quantity,
                limit,
                stop,
                target,
                strategy,
                cause,
                because,
                t,
                expiresAt,
                config);
    }

    /// The same request, to be sent until another instant.
    public OrderRequested until(Instant last) {
        return new OrderRequested(
                id, account, symbol, side, purpose, quantity, limit, stop, target, strategy, cause, because, t, last,
                config);
    }
}
