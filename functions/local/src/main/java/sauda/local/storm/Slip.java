package sauda.local.storm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.core.order.VenueOrder.VenueFill;
import sauda.events.OrderId;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// An order as the exchange itself has it, whatever the broker's book shows. Prices in paise.
final class Slip {

    /// @param shownFrom when the broker's book has it
    record Deal(VenueFill fill, long shownFrom) {}

    final String venueId;
    final @Nullable OrderId id;
    final String account;
    final Symbol symbol;
    final Side side;
    final Purpose purpose;
    final long quantity;
    final Leg leg;
    final @Nullable Slip parent;
    final long createdAt;
    final long trigger;
    final List<Deal> deals = new ArrayList<>();

    long limit;
    long filled;
    Status status = Status.IN_TRANSIT;
    String reason = "";
    long arrivesAt;
    long visibleAt;
    long cancelAt = Long.MAX_VALUE;
    boolean doomed;

    /// The row as it is, and as it was before its last change.
    private @Nullable VenueOrder row;

    private @Nullable VenueOrder older;
    long changedAt;

    Slip(
            String venueId,
            @Nullable OrderId id,
            String account,
            Symbol symbol,
            Side side,
            Purpose purpose,
            long quantity,
            long limit,
            long trigger,
            Leg leg,
            @Nullable Slip parent,
            long createdAt) {
        this.venueId = venueId;
        this.id = id;
        this.account = account;
        this.symbol = symbol;
        this.side = side;
        this.purpose = purpose;
        this.quantity = quantity;
        this.limit = limit;
        this.trigger = trigger;
        this.leg = leg;
        this.parent = parent;
        this.createdAt = createdAt;
        this.arrivesAt = createdAt;
        this.visibleAt = createdAt;
        this.changedAt = createdAt;
    }

    String subject() {
        return account + " " + symbol;
    }

    long remaining() {
        return quantity - filled;
    }

    void changed(long now) {
        older = row;
        row = null;
        changedAt = now;
    }

    void become(Status next, String why, long now) {
        status = next;
        reason = why;
        changed(now);
    }

    void deal(VenueFill fill, long shownFrom) {
        deals.add(new Deal(fill, shownFrom));
        filled += fill.quantity();
    }

    boolean hasLateFills(long now) {
        return !deals.isEmpty() && deals.getLast().shownFrom() > now;
    }

    VenueOrder row() {
        if (row == null) {
            row = row(filled, status, fills(Long.MAX_VALUE));
        }
        return row;
    }

    VenueOrder older() {
        return older == null ? row() : older;
    }

    List<VenueFill> fills(long now) {
        return deals.stream()
                .filter(deal -> deal.shownFrom() <= now)
                .map(Deal::fill)
                .toList();
    }

    VenueOrder row(long filledShown, Status shown, List<VenueFill> fills) {
        return new VenueOrder(
                venueId,
                parent == null ? id : parent.id,
                symbol,
                side,
                quantity,
                filledShown,
                shown,
                fills,
                leg,
                parent == null ? null : parent.venueId,
                rupees(limit),
                trigger == 0 ? null : rupees(trigger),
                reason,
                Instant.ofEpochMilli(createdAt));
    }

    static Rupees rupees(long paise) {
        return new Rupees(BigDecimal.valueOf(paise, 2));
    }

    static long paise(Rupees rupees) {
        return rupees.amount().movePointRight(2).longValueExact();
    }
}
