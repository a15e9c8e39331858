package sauda.fakedhan;

import java.time.Instant;
import sauda.events.Rupees;

/// An entry with a target and a stop that live from its first fill, each for all shares
/// that were entered and have not left.
final class SuperOrder {

    private final VenueOrder entry;
    private final VenueOrder target;
    private final VenueOrder stop;
    private Rupees trailingJump;
    private Rupees trailedFrom;

    SuperOrder(VenueOrder entry, VenueOrder target, VenueOrder stop, Rupees trailingJump) {
        this.entry = entry;
        this.target = target;
        this.stop = stop;
        this.trailingJump = trailingJump;
        this.trailedFrom = entry.price();
        entry.belongsTo(this);
        target.belongsTo(this);
        stop.belongsTo(this);
    }

    VenueOrder entry() {
        return entry;
    }

    VenueOrder target() {
        return target;
    }

    VenueOrder stop() {
        return stop;
    }

    Rupees trailingJump() {
        return trailingJump;
    }

    void trail(Rupees jump, Rupees from) {
        trailingJump = jump;
        trailedFrom = from;
    }

    Rupees trailedFrom() {
        return trailedFrom;
    }

    VenueOrder leg(Leg leg) {
        return switch (leg) {
            case TARGET_LEG -> target;
            case STOP_LOSS_LEG -> stop;
            case ENTRY_LEG, NA -> entry;
        };
    }

    /// Shares entered that no leg has sold.
    long open() {
        return entry.filled() - target.filled() - stop.filled();
    }

    boolean isEntryOver() {
        return !entry.isInTransit() && !entry.status().isLive();
    }

    /// What the list of super orders shows for the whole.
    OrderStatus status() {
        return isEntryOver() && entry.filled() > 0 && open() == 0 ? OrderStatus.CLOSED : entry.status();
    }

    /// A leg that sold all it had is shown as fired.
    OrderStatus statusOf(VenueOrder leg) {
        return leg.status() == OrderStatus.TRADED || leg.status().isLive() && leg.hasFired()
                ? OrderStatus.TRIGGERED
                : leg.status();
    }

    /// One of its orders was filled: the exits follow.
    void filled(VenueOrder order, long shares, Instant now) {
        if (order == entry) {
            grow(target, shares, now);
            grow(stop, shares, now);
        } else {
            shrink(order == target ? stop : target, shares, now);
        }
        settle(now);
    }

    private void grow(VenueOrder leg, long shares, Instant now) {
        if (leg.status() == OrderStatus.CANCELLED) {
            return;
        }
        if (leg.exchangeAt() == null) {
            leg.accepted(leg == stop ? VenueOrder.Role.STOP : VenueOrder.Role.TARGET, now);
            leg.meets(entry.meets());
        }
        leg.resize(shares, now);
    }

    private static void shrink(VenueOrder leg, long shares, Instant now) {
        if (leg.status().isLive()) {
            leg.resize(-Math.min(shares, leg.remaining()), now);
        }
    }

    /// What can come to nothing any more is cancelled.
    void settle(Instant now) {
        if (isEntryOver() && open() == 0) {
            cancel(target, now);
            cancel(stop, now);
        }
    }

    static void cancel(VenueOrder leg, Instant now) {
        if (leg.status().isLive()) {
            leg.end(OrderStatus.CANCELLED, "CANCELLED", now);
        }
    }
}
