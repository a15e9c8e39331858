package sauda.core.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.OrderId;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// One row of the venue's order book of today.
///
/// @param venueId as the venue acknowledged it; a leg's names its parent too
/// @param id      our id, null when the order is not ours; a leg's is its parent's
/// @param filled  shares that the row says are filled; may be ahead of the fills, or behind
/// @param fills   what was executed, from the venue's trades, oldest first
/// @param leg     which part of its parent it is
/// @param parent  venue id of the entry that a leg belongs to, null for others
/// @param limit   price it rests at
/// @param trigger of a stop, null for others
/// @param reason  why it ended, in the venue's words, cut to 200 characters; empty for none
public record VenueOrder(
        String venueId,
        @Nullable OrderId id,
        Symbol symbol,
        Side side,
        long quantity,
        long filled,
        Status status,
        List<VenueFill> fills,
        Leg leg,
        @Nullable String parent,
        @Nullable Rupees limit,
        @Nullable Rupees trigger,
        String reason,
        Instant createdAt) {

    public VenueOrder {
        fills = List.copyOf(fills);
    }

    public enum Status {
        /// Taken by the broker, not yet by the exchange.
        IN_TRANSIT,
        /// Waits, or is partly filled. A leg rests as soon as its entry has a fill.
        RESTING,
        /// A stop whose trigger was reached: now a limit order that may still wait.
        TRIGGERED,
        TRADED,
        REJECTED,
        CANCELLED,
        EXPIRED,
        /// A word that we do not know: nothing is concluded from it.
        STRANGE;

        public boolean isFinal() {
            return this == TRADED || this == REJECTED || this == CANCELLED || this == EXPIRED;
        }
    }

    public enum Leg {
        NONE,
        STOP,
        TARGET
    }

    /// @param id the exchange's trade id: a fill that is told twice is one
    public record VenueFill(String id, long quantity, Rupees price, Instant at) {}

    public boolean isLeg() {
        return leg != Leg.NONE;
    }

    public long traded() {
        return fills.stream().mapToLong(VenueFill::quantity).sum();
    }

    /// The row and its fills tell one story: an ending may be believed.
    public boolean isComplete() {
        return traded() == filled;
    }
}
