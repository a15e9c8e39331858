package sauda.fakedhan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Side;

/// How the price moved inside a bar, as far as we choose to believe: in three straight
/// lines of equal length, O→L→H→C when the bar rose and O→H→L→C when it fell.
record PricePath(Bar bar) {

    private static final Duration LEG = Frame.M5.length().dividedBy(3);
    private static final long LEG_NANOS = LEG.toNanos();

    private List<Rupees> corners() {
        return bar.close().below(bar.open())
                ? List.of(bar.open(), bar.high(), bar.low(), bar.close())
                : List.of(bar.open(), bar.low(), bar.high(), bar.close());
    }

    Instant end() {
        return bar.start().plus(Frame.M5.length());
    }

    /// The price at an instant of the bar, off the tick grid.
    Rupees at(Instant instant) {
        long nanos = Duration.between(bar.start(), instant).toNanos();
        int leg = (int) Math.clamp(nanos / LEG_NANOS, 0, 2);
        Rupees from = corners().get(leg);
        Rupees to = corners().get(leg + 1);
        return from.plus(to.minus(from).times(nanos - leg * LEG_NANOS).dividedBy(LEG_NANOS));
    }

    /// When the price first comes to a level after an instant, and not later than
    /// another.
    ///
    /// @param down whether it has to come down to the level, else up
    Optional<Instant> touch(Rupees level, boolean down, Instant after, Instant until) {
        for (int leg = 0; leg < 3; leg++) {
            Instant start = bar.start().plus(LEG.multipliedBy(leg));
            Instant end = start.plus(LEG);
            Rupees from = corners().get(leg);
            Rupees to = corners().get(leg + 1);
            if (!end.isAfter(after) || !reaches(to, level, down)) {
                continue;
            }
            Instant at = reaches(from, level, down) ? start : start.plusNanos(nanosTo(level, from, to));
            if (at.isAfter(after)) {
                return at.isAfter(until) ? Optional.empty() : Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static long nanosTo(Rupees level, Rupees from, Rupees to) {
        return level.minus(from)
                .over(to.minus(from))
                .multiply(BigDecimal.valueOf(LEG_NANOS))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    static boolean reaches(Rupees price, Rupees level, boolean down) {
        return down ? !price.above(level) : !price.below(level);
    }

    /// The bar as it looks at an instant while it forms.
    Bar until(Instant instant) {
        return between(bar.start(), instant);
    }

    /// What of the bar lies between two of its instants, as a bar of its own.
    Bar between(Instant from, Instant to) {
        Rupees first = at(from);
        Rupees last = at(to);
        Rupees high = first.max(last);
        Rupees low = first.min(last);
        for (int corner = 1; corner < 3; corner++) {
            Instant when = bar.start().plus(LEG.multipliedBy(corner));
            if (when.isAfter(from) && when.isBefore(to)) {
                high = high.max(corners().get(corner));
                low = low.min(corners().get(corner));
            }
        }
        return new Bar(from, first, high, low, last, volumeBy(to) - volumeBy(from));
    }

    private long volumeBy(Instant instant) {
        long millis = Duration.between(bar.start(), instant).toMillis();
        return bar.volume() * millis / Frame.M5.length().toMillis();
    }

    /// The bar with its prices on the grid, the nearest ones.
    static Bar onTick(Bar bar, Rupees tick) {
        return new Bar(
                bar.start(),
                nearest(bar.open(), tick),
                nearest(bar.high(), tick),
                nearest(bar.low(), tick),
                nearest(bar.close(), tick),
                bar.volume());
    }

    static Rupees nearest(Rupees price, Rupees tick) {
        return price.plus(tick.dividedBy(2)).downToTick(tick);
    }

    /// Whether an order of this side deals at a price when its limit is this.
    static boolean deals(Side side, Rupees limit, Rupees price) {
        return reaches(price, limit, side == Side.BUY);
    }
}
