package sauda.brokers.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sauda.core.calendar.Session;
import sauda.core.market.PriceBand;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;

/// One stock's day from the outside: where it began and ended. What happened in between
/// is drawn only when somebody asks, so that years can be walked through quickly.
///
/// @param tick the stock's tick size of the day; all prices lie on it
record StockDay(Session session, Listing listing, Rupees tick, Rupees previousClose, Rupees open, Rupees close) {

    /// Share of the way back to the stock's level that a night brings, so that the years
    /// do not carry it away.
    private static final double NIGHTLY_PULL = 0.008;

    static StockDay after(Rupees previousClose, Session session, Listing listing, Rupees tick, Move market, Move own) {
        PriceBand band = PriceBand.atOpen(previousClose, session.bandPercent(), tick);
        double yesterday = log(previousClose);
        double pull = NIGHTLY_PULL * (StrictMath.log(listing.level()) - yesterday);
        double open = yesterday + pull + listing.beta() * market.gap() + listing.own() * own.gap();
        double close = open + listing.beta() * market.day() + listing.own() * own.day();
        return new StockDay(session, listing, tick, previousClose, price(open, tick, band), price(close, tick, band));
    }

    /// The day's candles, in order.
    ///
    /// @param market the market's returns from bar to bar, see [Shape]
    /// @param own    the stock's own
    /// @param within what happens inside the bars
    List<Bar> bars(double[] market, double[] own, Chance within) {
        double[] path = path(market, own);
        List<Instant> ends = session.ticks();
        double[] busy = Smile.volatility(path.length);
        double[] crowd = Smile.volume(path.length);
        Rupees lowest = previousClose;
        Rupees highest = previousClose;
        PriceBand band = PriceBand.atOpen(previousClose, session.bandPercent(), tick);
        List<Bar> bars = new ArrayList<>();
        double from = log(open);
        for (int i = 0; i < path.length; i++) {
            double step = usualStep() * busy[i];
            double to = path[i];
            if (i > 0) {
                from += 0.08 * step * within.normal();
            }
            Rupees first = price(from, tick, band);
            Rupees last = price(to, tick, band);
            Rupees high = price(extreme(from, to, step, 1, within), tick, band);
            Rupees low = price(extreme(from, to, step, -1, within), tick, band);
            double excitement = 0.6 + 0.5 * Math.abs(to - from) / step;
            double noise = StrictMath.exp(0.35 * within.normal());
            Bar bar = new Bar(
                    ends.get(i).minus(Frame.M5.length()),
                    first,
                    high.max(first).max(last),
                    low.min(first).min(last),
                    last,
                    1 + (long) (listing.dayShares() / 75 * crowd[i] * excitement * noise));
            bars.add(bar);
            if (bar.low().below(lowest) || bar.high().above(highest)) {
                lowest = lowest.min(bar.low());
                highest = highest.max(bar.high());
                band = PriceBand.after(lowest, highest, previousClose, session.bandPercent(), tick);
            }
            from = to;
        }
        return List.copyOf(bars);
    }

    /// From bar to bar as drawn, bent to end at the close: the difference is spread as
    /// the noise is, as if the path had been drawn with its end known.
    private double[] path(double[] market, double[] own) {
        int bars = market.length;
        double[] path = new double[bars];
        double at = log(open);
        for (int i = 0; i < bars; i++) {
            at += listing.beta() * market[i] + listing.own() * own[i];
            path[i] = at;
        }
        double[] busy = Smile.volatility(bars);
        double all = 0;
        for (double weight : busy) {
            all += weight * weight;
        }
        double astray = log(close) - at;
        double share = 0;
        for (int i = 0; i < bars; i++) {
            share += busy[i] * busy[i] / all;
            path[i] += share * astray;
        }
        return path;
    }

    private double usualStep() {
        double market = listing.beta() * Shape.usualStep(Move.MARKET_DAY);
        double own = listing.own() * Shape.usualStep(Move.OWN_DAY);
        return StrictMath.sqrt(market * market + own * own);
    }

    /// How far a random walk between two points got: the exact law of a Brownian
    /// bridge's maximum, or of its minimum.
    private static double extreme(double from, double to, double deviation, int side, Chance chance) {
        double distance = to - from;
        double spread = distance * distance - 2 * deviation * deviation * StrictMath.log(chance.uniform());
        return (from + to + side * StrictMath.sqrt(spread)) / 2;
    }

    private static double log(Rupees price) {
        return StrictMath.log(price.amount().doubleValue());
    }

    /// The nearest price on the grid, not beyond the band.
    private static Rupees price(double log, Rupees tick, PriceBand band) {
        double ticks = StrictMath.floor(StrictMath.exp(log) / tick.amount().doubleValue() + 0.5);
        return tick.times((long) ticks).max(band.low()).min(band.high());
    }
}
