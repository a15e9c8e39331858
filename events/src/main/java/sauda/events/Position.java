package sauda.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One account's position in one stock, from the reservation of its entry to the
/// last share sold. There is at most one for each account and stock.
///
/// @param side         BUY for a long, SELL for a short position
/// @param entry        the order that opens it; also the id of the trade
/// @param waiting      shares of the entry that may still be filled
/// @param open         shares held
/// @param exitReserved shares of these that an exit is already working on
/// @param cost         what the open shares cost (or brought, when short), without charges
/// @param stop         price at which the venue leaves the position at a loss
/// @param target       price at which the venue leaves it at a profit
/// @param last         last close seen, null before the first
/// @param openedAt     T of the entry
public record Position(
        String account,
        Symbol symbol,
        Side side,
        OrderId entry,
        String strategy,
        long waiting,
        long open,
        long exitReserved,
        Rupees cost,
        Rupees stop,
        Rupees target,
        @Nullable Rupees last,
        Instant openedAt) {

    /// The position of an entry that was just reserved.
    public static Position reserved(OrderRequested entry) {
        return new Position(
                entry.account(),
                entry.symbol(),
                entry.side(),
                entry.id(),
                entry.strategy(),
                entry.quantity(),
                0,
                0,
                Rupees.ZERO,
                Objects.requireNonNull(entry.stop()),
                Objects.requireNonNull(entry.target()),
                null,
                entry.t());
    }

    public Position entered(Fill fill) {
        return with(waiting - fill.quantity(), open + fill.quantity(), exitReserved, cost.plus(fill.value()), last);
    }

    /// @param costOfLeft what the shares of the fill had cost
    /// @param reserved   how many of its shares were set aside for the order that left
    public Position left(Fill fill, Rupees costOfLeft, long reserved) {
        return with(waiting, open - fill.quantity(), exitReserved - reserved, cost.minus(costOfLeft), last);
    }

    /// @param shares that an exit sets aside; below zero gives some back
    public Position reservedForExit(long shares) {
        return with(waiting, open, exitReserved + shares, cost, last);
    }

    /// Nothing of the entry comes any more.
    public Position withoutWaiting() {
        return with(0, open, exitReserved, cost, last);
    }

    public Position priced(Rupees close) {
        return with(waiting, open, exitReserved, cost, close);
    }

    /// What so many of the shares cost: to the paisa, and the last ones all that is left.
    public Rupees costOf(long shares) {
        return shares == open ? cost : cost.times(shares).dividedBy(open).toPaisa();
    }

    private Position with(long waiting, long open, long exitReserved, Rupees cost, @Nullable Rupees last) {
        return new Position(
                account,
                symbol,
                side,
                entry,
                strategy,
                waiting,
                open,
                exitReserved,
                cost,
                stop,
                target,
                last,
                openedAt);
    }

    /// Shares that an exit may still ask for.
    public long free() {
        return open - exitReserved;
    }

    /// Nothing held and nothing to come: the position is over.
    public boolean isOver() {
        return open == 0 && waiting == 0;
    }

    /// What the open shares would bring at the last close (a debt when short).
    public Rupees value() {
        return last == null ? Rupees.ZERO : last.times(open).times(side.sign());
    }

    public Rupees unrealised() {
        return last == null ? Rupees.ZERO : last.times(open).minus(cost).times(side.sign());
    }
}
