package sauda.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One round trip: an entry and everything that closed it. Its charges are the
/// unrounded ones of its orders, for statistics; the day's bill is the account's.
///
/// @param id       the entry's order id
/// @param cause    what asked for it, as in [OrderRequested#cause()]
/// @param side     BUY for a long trade
/// @param quantity shares entered
/// @param exited   shares left again
/// @param entered  value of the entry fills
/// @param left     value of the exit fills
/// @param gross    profit of the shares left, before charges
/// @param exit     how the last share left, null while one is held
/// @param closedAt when it was over, null while shares are held or may still be entered
public record Trade(
        OrderId id,
        String account,
        Symbol symbol,
        String strategy,
        String cause,
        Side side,
        long quantity,
        long exited,
        Rupees entered,
        Rupees left,
        Rupees stop,
        Rupees target,
        Rupees gross,
        Rupees charges,
        Fill.@Nullable Kind exit,
        Instant openedAt,
        @Nullable Instant closedAt) {

    /// A trade that begins: nothing of it is filled yet.
    private static Trade of(OrderRequested entry, Instant at) {
        return new Trade(
                entry.id(),
                entry.account(),
                entry.symbol(),
                entry.strategy(),
                entry.cause(),
                entry.side(),
                0,
                0,
                Rupees.ZERO,
                Rupees.ZERO,
                Objects.requireNonNull(entry.stop()),
                Objects.requireNonNull(entry.target()),
                Rupees.ZERO,
                Rupees.ZERO,
                null,
                at,
                null);
    }

    /// The trade with a fill of its entry, the first or a further one.
    ///
    /// @param before  as it was, or null before the first fill
    /// @param charges of the fill
    public static Trade entered(@Nullable Trade before, OrderRequested entry, Fill fill, Rupees charges) {
        Trade trade = before == null ? of(entry, fill.at()) : before;
        return trade.with(
                trade.quantity + fill.quantity(),
                trade.exited,
                trade.entered.plus(fill.value()),
                trade.left,
                trade.gross,
                trade.charges.plus(charges),
                null,
                null);
    }

    /// The trade with a fill of an exit.
    ///
    /// @param profit  of the shares left, before charges
    /// @param charges of the fill
    /// @param open    shares still held afterwards
    /// @param over    nothing more can come
    public Trade left(Fill fill, Rupees profit, Rupees charges, long open, boolean over) {
        return with(
                quantity,
                exited + fill.quantity(),
                entered,
                left.plus(fill.value()),
                gross.plus(profit),
                this.charges.plus(charges),
                open == 0 ? fill.kind() : null,
                over ? fill.at() : null);
    }

    /// The trade when the rest of its entry ended after its last share had left.
    public Trade closed(Instant at) {
        return with(quantity, exited, entered, left, gross, charges, exit, at);
    }

    private Trade with(
            long quantity,
            long exited,
            Rupees entered,
            Rupees left,
            Rupees gross,
            Rupees charges,
            Fill.@Nullable Kind exit,
            @Nullable Instant closedAt) {
        return new Trade(
                id, account, symbol, strategy, cause, side, quantity, exited, entered, left, stop, target, gross,
                charges, exit, openedAt, closedAt);
    }

    public Rupees net() {
        return gross.minus(charges);
    }
}
