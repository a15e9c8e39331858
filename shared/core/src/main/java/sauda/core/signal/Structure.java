package sauda.core.signal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Side;

/// Market structure as smart money concepts see it, folded over the bars of one frame
/// (`strategies.md` §5): swings, breaks, order blocks, fair value gaps, and the entries
/// that they give. Sides are directions: BUY is upward.
///
/// It forgets what is more than 250 bars old: swings, breaks (and with them the trend) and
/// zones.
final class Structure implements Track.Fold {

    static final int MEMORY = 250;

    private static final int ATR = 14;
    private static final double BLOCK_ATR = 1.5;
    private static final int FRESH_CHOCH = 10;

    /// @param swing         bars on each side of a swing point
    /// @param blockStrength least move away from a block, in its heights
    /// @param gap           least gap, in ATR
    record Figures(int swing, BigDecimal blockStrength, double gap) {}

    enum Kind {
        ORDER_BLOCK,
        FAIR_VALUE_GAP
    }

    /// Prices where orders are thought to wait.
    ///
    /// @param side   BUY for one that lifts the price
    /// @param madeAt index of the bar that made it
    record Zone(Kind kind, Side side, int madeAt, Rupees low, Rupees high) {

        boolean overlaps(Zone other) {
            return low.max(other.low).below(high.min(other.high));
        }
    }

    /// @param strength 0 to 100
    record Entry(Zone zone, double strength) {}

    /// A close beyond a swing point.
    ///
    /// @param choch  it turned the trend
    /// @param origin index of the opposite swing point where the move began; −1 when none is known
    private record Break(int at, boolean choch, int origin) {}

    private final Figures figures;
    /// Highs under SELL, lows under BUY: the side that such a swing point holds the price on.
    private final Map<Side, Integer> swings = new EnumMap<>(Side.class);

    private final Map<Side, Integer> unbroken = new EnumMap<>(Side.class);
    private final Map<Side, Break> breaks = new EnumMap<>(Side.class);
    private final List<Zone> zones = new ArrayList<>();
    private @Nullable Side trend;
    private @Nullable Entry entry;
    private int seen;

    Structure(Figures figures) {
        this.figures = figures;
    }

    @Override
    public int seen() {
        return seen;
    }

    @Override
    public void take(Track track) {
        int t = seen++;
        forget(t);
        confirmSwing(track, t);
        Optional<Side> broken = detectBreak(track, t);
        broken.ifPresent(side -> makeBlock(track, t, side));
        makeGap(track, t);
        testEntries(track.bar(t), t);
        age(track.bar(t), broken);
    }

    /// What the newest bar gave.
    Optional<Entry> entry() {
        return Optional.ofNullable(entry);
    }

    /// Every living zone, oldest first, also gaps that do not count for entries.
    List<Zone> zones() {
        return List.copyOf(zones);
    }

    /// Living zones that an entry may use, the best first: blocks before gaps, then the newest.
    List<Zone> zonesForEntry(Side side) {
        return zones.stream()
                .filter(zone -> zone.side == side && counts(zone))
                .sorted(Comparator.comparing(Zone::kind)
                        .thenComparing(Comparator.comparingInt(Zone::madeAt).reversed()))
                .toList();
    }

    private void forget(int t) {
        int oldest = t - MEMORY;
        swings.values().removeIf(at -> at < oldest);
        unbroken.values().removeIf(at -> at < oldest);
        if (trend != null && latest().at < oldest) {
            trend = null;
        }
        breaks.values().removeIf(old -> old.at < oldest);
        zones.removeIf(zone -> zone.madeAt < oldest);
    }

    private void confirmSwing(Track track, int t) {
        int middle = t - figures.swing;
        if (middle < figures.swing) {
            return;
        }
        for (Side side : Side.values()) {
            if (isSwing(track, middle, side)) {
                swings.put(side, middle);
                unbroken.put(side, middle);
            }
        }
    }

    private boolean isSwing(Track track, int middle, Side side) {
        Rupees point = swingPrice(track.bar(middle), side);
        for (int i = middle - figures.swing; i <= middle + figures.swing; i++) {
            if (i != middle && side.sign() * swingPrice(track.bar(i), side).compareTo(point) <= 0) {
                return false;
            }
        }
        return true;
    }

    private static Rupees swingPrice(Bar bar, Side side) {
        return side == Side.BUY ? bar.low() : bar.high();
    }

    private Optional<Side> detectBreak(Track track, int t) {
        Bar bar = track.bar(t);
        boolean up = breaks(track, bar, Side.BUY);
        boolean down = breaks(track, bar, Side.SELL);
        int body = bar.close().compareTo(bar.open());
        if (up && down) {
            up = body > 0;
            down = body < 0;
        }
        if (!up && !down) {
            return Optional.empty();
        }
        Side side = up ? Side.BUY : Side.SELL;
        unbroken.remove(side.opposite());
        breaks.put(side, new Break(t, trend == side.opposite(), swings.getOrDefault(side, -1)));
        trend = side;
        return Optional.of(side);
    }

    private boolean breaks(Track track, Bar bar, Side side) {
        Integer swing = unbroken.get(side.opposite());
        return swing != null && side.sign() * bar.close().compareTo(swingPrice(track.bar(swing), side.opposite())) > 0;
    }

    private void makeBlock(Track track, int t, Side side) {
        int origin = breakOf(side).origin;
        if (origin < 0) {
            return;
        }
        for (int i = t - 1; i >= origin; i--) {
            Bar bar = track.bar(i);
            if (side.sign() * bar.close().compareTo(bar.open()) < 0) {
                if (isLeftBehind(track, t, side, bar)) {
                    zones.add(new Zone(Kind.ORDER_BLOCK, side, t, bar.low(), bar.high()));
                }
                return;
            }
        }
    }

    private boolean isLeftBehind(Track track, int t, Side side, Bar block) {
        Rupees close = track.bar(t).close();
        Rupees away = side == Side.BUY ? close.minus(block.high()) : block.low().minus(close);
        return !away.below(block.high().minus(block.low()).times(figures.blockStrength))
                || away.amount().doubleValue() >= BLOCK_ATR * track.atr(ATR, t);
    }

    private void makeGap(Track track, int t) {
        if (t < 2) {
            return;
        }
        Bar first = track.bar(t - 2);
        Bar third = track.bar(t);
        double least = figures.gap * track.atr(ATR, t - 1);
        addGap(new Zone(Kind.FAIR_VALUE_GAP, Side.BUY, t, first.high(), third.low()), least);
        addGap(new Zone(Kind.FAIR_VALUE_GAP, Side.SELL, t, third.high(), first.low()), least);
    }

    private void addGap(Zone gap, double least) {
        Rupees height = gap.high.minus(gap.low);
        if (height.isPositive() && height.amount().doubleValue() >= least) {
            zones.add(gap);
        }
    }

    private void testEntries(Bar bar, int t) {
        entry = null;
        Side side = trend;
        if (side == null || latest().at == t) {
            return;
        }
        List<Zone> entered = zonesForEntry(side).stream()
                .filter(zone -> zone.madeAt < t && isEntered(zone, bar))
                .toList();
        if (!entered.isEmpty()) {
            entry = new Entry(entered.getFirst(), strength(entered.getFirst(), t));
            zones.removeAll(entered);
        }
    }

    private static boolean isEntered(Zone zone, Bar bar) {
        boolean rising = bar.close().above(bar.open());
        boolean falling = bar.close().below(bar.open());
        return zone.side == Side.BUY
                ? !bar.low().above(zone.high)
                        && !bar.close().below(zone.low)
                        && (bar.close().above(zone.high) || rising)
                : !bar.high().below(zone.low)
                        && !bar.close().above(zone.high)
                        && (bar.close().below(zone.low) || falling);
    }

    private double strength(Zone zone, int t) {
        boolean confirmed = zones.stream()
                .anyMatch(other ->
                        other.kind != zone.kind && other.side == zone.side && other.overlaps(zone) && counts(other));
        boolean turned = latest().choch && t - latest().at <= FRESH_CHOCH;
        return (zone.kind == Kind.ORDER_BLOCK ? 60 : 40) + (confirmed ? 20 : 0) + (turned ? 20 : 0);
    }

    /// A gap counts for entries while it lies after the swing where the latest break of its
    /// direction began.
    private boolean counts(Zone zone) {
        if (zone.kind == Kind.ORDER_BLOCK) {
            return true;
        }
        Break latest = breaks.get(zone.side);
        return latest != null && latest.origin >= 0 && zone.madeAt > latest.origin;
    }

    private void age(Bar bar, Optional<Side> broken) {
        zones.removeIf(zone ->
                isDead(zone, bar) || broken.filter(side -> side != zone.side).isPresent());
    }

    private static boolean isDead(Zone zone, Bar bar) {
        return switch (zone.kind) {
            case ORDER_BLOCK ->
                zone.side == Side.BUY
                        ? bar.close().below(zone.low)
                        : bar.close().above(zone.high);
            case FAIR_VALUE_GAP ->
                zone.side == Side.BUY ? !bar.low().above(zone.low) : !bar.high().below(zone.high);
        };
    }

    private Break latest() {
        return breakOf(Objects.requireNonNull(trend));
    }

    private Break breakOf(Side side) {
        return Objects.requireNonNull(breaks.get(side));
    }
}
