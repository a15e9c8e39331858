package sauda.core.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Bar;
import sauda.events.Fill;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Position;
import sauda.events.Rupees;

/// A venue that fills on bars, because nothing is really traded there (paper, the fake
/// broker, the backtest). Pure: `strategies.md` §8 as a function.
public interface BarVenue {

    /// What one bar does to one account's orders and position in one stock, in the order in
    /// which it happens.
    List<Execution> onBar(Moment moment);

    /// @param bar      the bar; its end is the tick
    /// @param after    an entry meets this bar if it was asked for later than this: the start of
    ///                 the slot before, whether or not that one had a bar
    /// @param tick     tick size
    /// @param last     the last bar of the session that there is: intraday positions end on it
    /// @param over     the bar was dealt with before, only what `last` asks for is done
    /// @param intraday whether positions may not stay overnight
    /// @param orders   orders at the venue, oldest first
    /// @param position as it was before the bar, null when there is none
    record Moment(
            Bar bar,
            Instant after,
            Rupees tick,
            boolean last,
            boolean over,
            boolean intraday,
            List<Order> orders,
            @Nullable Position position) {}

    sealed interface Execution {

        /// Shares of an order were filled.
        record Filled(OrderId order, long quantity, Rupees price, Fill.Kind kind) implements Execution {}

        /// What is left of an order ends unfilled.
        record Expired(OrderId order) implements Execution {}

        /// The position's own stop or target, or the end of the session, leaves so many shares:
        /// an exit order of the venue's own. What finds no volume on this bar is carried on.
        record Left(long ordered, long filled, Rupees price, Fill.Kind kind) implements Execution {}
    }
}
