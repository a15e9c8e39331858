package sauda.core.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.order.VenueOrder;
import sauda.core.portfolio.Books;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Position;
import sauda.events.Rupees;

/// Requests to leave positions. They never depend on an advisor.
final class Exits {

    private Exits() {}

    /// One request for each position with shares that no exit works on yet.
    ///
    /// @param t names the request: the same t and cause give the same ids
    static List<OrderRequested> ofAll(
            Books books, Instant t, Instant now, String cause, String because, Config config) {
        return books.positions().stream()
                .filter(position -> position.free() > 0)
                .map(position -> of(position, position.free(), t, expiry(t, now), cause, because, config))
                .toList();
    }

    static OrderRequested of(
            Position position, long shares, Instant t, Instant expiresAt, String cause, String because, Config config) {
        return new OrderRequested(
                OrderId.of(
                        t,
                        position.account(),
                        cause,
                        position.symbol(),
                        position.side().opposite(),
                        0),
                position.account(),
                position.symbol(),
                position.side().opposite(),
                Purpose.EXIT,
                shares,
                null,
                null,
                null,
                position.strategy(),
                cause,
                because,
                t,
                expiresAt,
                config.hash());
    }

    /// A stop for so many shares of a position.
    ///
    /// @param sequence of the stops of one minute
    static OrderRequested stop(
            Position position, long shares, Rupees trigger, Instant now, int sequence, Config config) {
        Instant t = ControlDesk.minuteOf(now);
        return protection(
                position,
                shares,
                trigger,
                null,
                "stop:" + position.entry(),
                "each open share has a stop at the venue",
                t,
                sequence,
                now.plus(OrderRequested.AFTER_COMMIT),
                config);
    }

    /// A stop or target that the venue made beside the entry of a position. What it may sell grows
    /// with the entry, up to all of it.
    static OrderRequested leg(Position position, VenueOrder leg, Config config) {
        boolean stop = leg.leg() == VenueOrder.Leg.STOP;
        return protection(
                position,
                Math.max(leg.quantity(), position.open() + position.waiting()),
                stop ? position.stop() : null,
                stop ? null : position.target(),
                (stop ? LEG_STOP : LEG_TARGET) + position.entry(),
                "came with its entry",
                position.openedAt(),
                0,
                position.openedAt(),
                config);
    }

    private static final String LEG_STOP = "leg-stop:";
    private static final String LEG_TARGET = "leg-target:";

    /// Whether the venue made it beside an entry: then it covers all shares of that.
    static boolean isLeg(OrderRequested request) {
        return request.cause().startsWith(LEG_STOP) || request.cause().startsWith(LEG_TARGET);
    }

    private static OrderRequested protection(
            Position position,
            long shares,
            @Nullable Rupees stop,
            @Nullable Rupees target,
            String cause,
            String because,
            Instant t,
            int sequence,
            Instant expiresAt,
            Config config) {
        return new OrderRequested(
                OrderId.of(
                        t,
                        position.account(),
                        cause,
                        position.symbol(),
                        position.side().opposite(),
                        sequence),
                position.account(),
                position.symbol(),
                position.side().opposite(),
                Purpose.PROTECTION,
                shares,
                null,
                stop,
                target,
                position.strategy(),
                cause,
                because,
                t,
                expiresAt,
                config.hash());
    }

    /// The last instant at which an order of tick T that is committed now may be sent. A request
    /// that is made later than its tick, as by the watch, counts from now alone.
    static Instant expiry(Instant t, Instant now) {
        return t.plus(OrderRequested.AFTER_TICK).isBefore(now)
                ? now.plus(OrderRequested.AFTER_COMMIT)
                : expiryInTick(t, now);
    }

    /// The same for what a tick's own decision asks for: after its tick it is never sent.
    static Instant expiryInTick(Instant t, Instant committed) {
        Instant byCommit = committed.plus(OrderRequested.AFTER_COMMIT);
        Instant byTick = t.plus(OrderRequested.AFTER_TICK);
        return byCommit.isBefore(byTick) ? byCommit : byTick;
    }
}
