package sauda.brokers.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sauda.core.calendar.Session;
import sauda.core.market.PriceBand;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;

/// One stock's day. Closes come first, because the next day needs nothing else; what happens
/// within the bars is drawn only when the bars are asked for.
final class StockDay {

    private static final double MARKET_GAP = 0.004;
    private static final double MARKET_DAY = 0.008;
    private static final double OWN_GAP = 0.0045;
    private static final double OWN_DAY = 0.0085;

    /// Share of the way back to the stock's level that a night brings, so that the years do not
    /// carry it away.
    private static final double NIGHTLY_PULL = 0.004;

    private final Session session;
    private final Listing listing;
    private final BigDecimal tick;
    private final double tickSize;
    private final long open;
    private final long[] closes;
    private final long[] lowest;
    private final long[] highest;

    static DayReturns market(Chance chance, int bars) {
        return DayReturns.drawn(chance, MARKET_GAP, MARKET_DAY, bars);
    }

    StockDay(
            Session session, Listing listing, Rupees tick, Rupees previousClose, DayReturns market, Chance chance) {
        int bars = market.steps().length;
        this.session = session;
        this.listing = listing;
        this.tick = tick.amount();
        this.tickSize = this.tick.doubleValue();
        this.closes = new long[bars];
        this.lowest = new long[bars];
        this.highest = new long[bars];
        DayReturns own = DayReturns.drawn(chance, OWN_GAP, OWN_DAY, bars);
        Edges edges = new Edges(previousClose, session.bandPercent(), tick);
        double yesterday = StrictMath.log(previousClose.amount().doubleValue());
        double pull = NIGHTLY_PULL * (StrictMath.log(listing.level()) - yesterday);
        double path = yesterday + pull + listing.beta() * market.gap() + listing.own() * own.gap();
        this.open = edges.within(ticks(path));
        path = edges.within(path);
        edges.traded(open);
        for (int i = 0; i < bars; i++) {
            lowest[i] = edges.low;
            highest[i] = edges.high;
            path += listing.beta() * market.steps()[i] + listing.own() * own.steps()[i];
            path = edges.within(path);
            closes[i] = edges.within(ticks(path));
            edges.traded(closes[i]);
        }
    }

    Rupees close() {
        return price(closes[closes.length - 1]);
    }

    /// The day's candles, in order.
    List<Bar> bars(Chance chance) {
        List<Instant> ends = session.ticks();
        double[] busy = Smile.volatility(closes.length);
        double[] crowd = Smile.volume(closes.length);
        double usualStep =
                StrictMath.sqrt((square(listing.beta() * MARKET_DAY) + square(listing.own() * OWN_DAY)) / 75);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < closes.length; i++) {
            double step = usualStep * busy[i];
            double to = StrictMath.log(closes[i] * tickSize);
            double from = i == 0
                    ? StrictMath.log(open * tickSize)
                    : StrictMath.log(closes[i - 1] * tickSize) + 0.08 * step * chance.normal();
            long first = clamped(ticks(from), i);
            long high = Math.max(clamped(ticks(extreme(from, to, step, 1, chance)), i), Math.max(first, closes[i]));
            long low = Math.min(clamped(ticks(extreme(from, to, step, -1, chance)), i), Math.min(first, closes[i]));
            double excitement = 0.6 + 0.5 * Math.abs(to - from) / step;
            double shares = listing.dayShares() / 75 * crowd[i] * excitement * StrictMath.exp(0.35 * chance.normal());
            bars.add(new Bar(
                    ends.get(i).minus(Frame.M5.length()),
                    price(first),
                    price(high),
                    price(low),
                    price(closes[i]),
                    1 + (long) shares));
        }
        return List.copyOf(bars);
    }

    /// How far a random walk between two points got: the exact law of a Brownian bridge's
    /// maximum, or of its minimum.
    private static double extreme(double from, double to, double deviation, int side, Chance chance) {
        double spread = square(to - from) - 2 * square(deviation) * StrictMath.log(chance.uniform());
        return (from + to + side * StrictMath.sqrt(spread)) / 2;
    }

    private long ticks(double logPrice) {
        return (long) StrictMath.floor(StrictMath.exp(logPrice) / tickSize + 0.5);
    }

    private long clamped(long price, int bar) {
        return Math.clamp(price, lowest[bar], highest[bar]);
    }

    private Rupees price(long ticks) {
        return new Rupees(tick.multiply(BigDecimal.valueOf(ticks)));
    }

    private static double square(double x) {
        return x * x;
    }

    /// The price band as the day goes on, in ticks. It widens from one bar to the next.
    private static final class Edges {

        private final Rupees previousClose;
        private final BigDecimal percent;
        private final Rupees tick;
        private long lowestTrade = Long.MAX_VALUE;
        private long highestTrade = Long.MIN_VALUE;
        private long low;
        private long high;
        private double logLow;
        private double logHigh;

        Edges(Rupees previousClose, BigDecimal percent, Rupees tick) {
            this.previousClose = previousClose;
            this.percent = percent;
            this.tick = tick;
            set(PriceBand.atOpen(previousClose, percent, tick));
        }

        private void set(PriceBand band) {
            low = band.low().wholeTimes(tick);
            high = band.high().wholeTimes(tick);
            logLow = StrictMath.log(band.low().amount().doubleValue());
            logHigh = StrictMath.log(band.high().amount().doubleValue());
        }

        long within(long price) {
            return Math.clamp(price, low, high);
        }

        double within(double logPrice) {
            return Math.clamp(logPrice, logLow, logHigh);
        }

        /// Only trades in the band's outer tenth can be near its edge.
        void traded(long price) {
            if (price >= lowestTrade && price <= highestTrade) {
                return;
            }
            lowestTrade = Math.min(lowestTrade, price);
            highestTrade = Math.max(highestTrade, price);
            long outer = (high - low) / 20;
            if (price - low < outer || high - price < outer) {
                set(PriceBand.after(
                        tick.times(lowestTrade), tick.times(highestTrade), previousClose, percent, tick));
            }
        }
    }
}
