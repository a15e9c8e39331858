package sauda.core.desk;

import java.time.Instant;
import java.util.List;
import sauda.core.config.Config;
import sauda.core.portfolio.Books;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Position;

/// Requests to leave positions. They never depend on an advisor.
final class Exits {

    private static final java.time.Duration AFTER_COMMIT = java.time.Duration.ofSeconds(30);
    private static final java.time.Duration AFTER_TICK = java.time.Duration.ofSeconds(285);

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

    /// The last instant at which an order of tick T that is committed now may be sent. A request
    /// that is made later than its tick, as by the watch, counts from now alone.
    static Instant expiry(Instant t, Instant now) {
        return t.plus(AFTER_TICK).isBefore(now) ? now.plus(AFTER_COMMIT) : expiryInTick(t, now);
    }

    /// The same for what a tick's own decision asks for: after its tick it is never sent.
    static Instant expiryInTick(Instant t, Instant committed) {
        Instant byCommit = committed.plus(AFTER_COMMIT);
        Instant byTick = t.plus(AFTER_TICK);
        return byCommit.isBefore(byTick) ? byCommit : byTick;
    }
}
