package sauda.core.order;

import java.math.BigDecimal;
import sauda.events.Rupees;
import sauda.events.Side;

/// The limit of an order that should be done now. The exchange takes no market orders from
/// programs, so a limit lies beyond the last price, as far as protection allows, on the tick
/// grid and inside the day's circuit band.
public final class ProtectedPrice {

    private ProtectedPrice() {}

    /// @param percent how far one step lies beyond the last price
    /// @param step    0 for the first limit of an order, one more for each new one
    public static Rupees of(Side side, Quote quote, BigDecimal percent, int step, Rupees tick) {
        Rupees beyond = quote.last().percent(percent).times(step + 1L);
        return inBand(
                side,
                side == Side.BUY ? quote.last().plus(beyond) : quote.last().minus(beyond),
                quote,
                tick);
    }

    /// The limit that a stop has once its trigger is reached: two steps beyond it, for it has no
    /// second try at the venue.
    public static Rupees ofStop(Side side, Rupees trigger, Quote quote, BigDecimal percent, Rupees tick) {
        Rupees beyond = trigger.percent(percent).times(2);
        return inBand(side, side == Side.BUY ? trigger.plus(beyond) : trigger.minus(beyond), quote, tick);
    }

    /// The trigger of a stop, where the venue takes it: on the tick grid and never outside the band.
    ///
    /// @param side of the stop order
    public static Rupees trigger(Side side, Rupees stop, Quote quote, Rupees tick) {
        Rupees onTick = side == Side.SELL ? stop.downToTick(tick) : stop.upToTick(tick);
        return onTick.max(quote.low().upToTick(tick)).min(quote.high().downToTick(tick));
    }

    private static Rupees inBand(Side side, Rupees price, Quote quote, Rupees tick) {
        Rupees onTick = side == Side.BUY ? price.upToTick(tick) : price.downToTick(tick);
        return onTick.max(quote.low().upToTick(tick)).min(quote.high().downToTick(tick));
    }
}
