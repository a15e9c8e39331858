package sauda.events;

import java.time.Instant;
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

    public Rupees net() {
        return gross.minus(charges);
    }
}
