package sauda.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as the ledger holds it.
///
/// @param reasons   why it was denied, rejected, cancelled or expired; the first names it
/// @param fills     in the order in which they were booked
/// @param venueId   the venue's own id, once it is known
/// @param epoch     control epoch under which it was reserved
/// @param reserved  cash set aside for the shares of an entry that still wait
/// @param lookUps   how often an unknown order was looked up without being found
/// @param changedAt when it came into this state
/// @param sent      what a venue that trades by itself was told of its price; null on paper
public record Order(
        OrderRequested request,
        OrderState state,
        List<Reason> reasons,
        List<Fill> fills,
        @Nullable String venueId,
        long epoch,
        Rupees reserved,
        int lookUps,
        Instant changedAt,
        @Nullable Sent sent) {

    public Order {
        reasons = List.copyOf(reasons);
        fills = List.copyOf(fills);
    }

    /// An order that is new to the ledger.
    ///
    /// @param reserved cash set aside for an entry, zero for others
    public static Order of(OrderRequested request, OrderState state, long epoch, Rupees reserved, Instant at) {
        return new Order(request, state, List.of(), List.of(), null, epoch, reserved, 0, at, null);
    }

    /// The order in its next state, without a fill. What it had set aside is given back in a
    /// final one; an unknown order that stays unknown was looked up once more.
    ///
    /// @param reasons empty for none besides those it has
    /// @param venueId null for the one it has
    public Order into(OrderState next, List<Reason> reasons, @Nullable String venueId, Instant at) {
        boolean lookedUp = next == OrderState.UNKNOWN && state == OrderState.UNKNOWN;
        return new Order(
                request,
                next,
                reasons.isEmpty() ? this.reasons : reasons,
                fills,
                venueId == null ? this.venueId : venueId,
                epoch,
                next.isFinal() ? Rupees.ZERO : reserved,
                lookedUp ? lookUps + 1 : lookUps,
                at,
                sent);
    }

    /// The order with one more fill.
    ///
    /// @param freed cash that the fill gives back
    public Order filled(Fill fill, Rupees freed) {
        List<Fill> more = new ArrayList<>(fills);
        more.add(fill);
        return new Order(
                request,
                fill.quantity() == remaining() ? OrderState.FILLED : OrderState.PARTIALLY_FILLED,
                reasons,
                more,
                venueId,
                epoch,
                reserved.minus(freed),
                lookUps,
                fill.at(),
                sent);
    }

    /// The order with what the venue is told of its price.
    public Order priced(Sent sent) {
        return new Order(request, state, reasons, fills, venueId, epoch, reserved, lookUps, changedAt, sent);
    }

    /// The order under another id of the venue's.
    public Order at(String otherVenueId) {
        return new Order(request, state, reasons, fills, otherVenueId, epoch, reserved, lookUps, changedAt, sent);
    }

    public OrderId id() {
        return request.id();
    }

    public long filled() {
        return fills.stream().mapToLong(Fill::quantity).sum();
    }

    public long remaining() {
        return request.quantity() - filled();
    }

    /// What the fills cost more, or brought less, than so many shares at a price: what came
    /// between wanting and having. Below zero when they were better.
    public Rupees slippage(Rupees price) {
        return turnover().minus(price.times(filled())).times(request.side().sign());
    }

    public Rupees turnover() {
        return fills.stream().map(Fill::value).reduce(Rupees.ZERO, Rupees::plus);
    }
}
