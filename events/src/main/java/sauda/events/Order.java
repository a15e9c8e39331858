package sauda.events;

import java.time.Instant;
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
public record Order(
        OrderRequested request,
        OrderState state,
        List<Reason> reasons,
        List<Fill> fills,
        @Nullable String venueId,
        long epoch,
        Rupees reserved,
        int lookUps,
        Instant changedAt) {

    public Order {
        reasons = List.copyOf(reasons);
        fills = List.copyOf(fills);
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

    public Rupees turnover() {
        return fills.stream().map(Fill::value).reduce(Rupees.ZERO, Rupees::plus);
    }
}
