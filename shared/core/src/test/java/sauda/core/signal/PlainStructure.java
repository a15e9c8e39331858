package sauda.core.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Smart money structure told a second time, from `strategies.md` §5 alone: arrays of
/// doubles, nothing carried along that can be looked up again, upward and downward written
/// as one by turning the prices upside down.
final class PlainStructure {

    private static final int MEMORY = 250;

    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] atr;
    private final List<int[]> breaks = new ArrayList<>(); // at, direction, origin, choch
    private final List<Zone> zones = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();

    private static final class Zone {
        boolean block;
        int direction;
        int made;
        double bottom; // near edge is top, in the direction's own prices
        double top;
        int dead = Integer.MAX_VALUE;
    }

    PlainStructure(double[] open, double[] high, double[] low, double[] close, double[] atr) {
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.atr = atr;
        for (int t = 0; t < open.length; t++) {
            bar(t);
        }
    }

    /// One line for each bar: its entry, or nothing.
    List<String> entries() {
        return entries;
    }

    // In a direction's own prices up is always toward its profit.
    private double o(int i, int d) {
        return d * open[i];
    }

    private double c(int i, int d) {
        return d * close[i];
    }

    private double top(int i, int d) {
        return d > 0 ? high[i] : -low[i];
    }

    private double bottom(int i, int d) {
        return d > 0 ? low[i] : -high[i];
    }

    private boolean swingTop(int i, int d) {
        for (int k = 1; k <= 3; k++) {
            if (i - k < 0 || top(i - k, d) >= top(i, d) || top(i + k, d) >= top(i, d)) {
                return false;
            }
        }
        return true;
    }

    private int latestSwingTop(int t, int d) {
        for (int i = t - 3; i >= Math.max(3, t - MEMORY); i--) {
            if (swingTop(i, d)) {
                return i;
            }
        }
        return -1;
    }

    private int latestBreak(int t, int direction) {
        int found = -1;
        for (int b = 0; b < breaks.size(); b++) {
            boolean fits = direction == 0 || breaks.get(b)[1] == direction;
            if (fits && breaks.get(b)[0] >= t - MEMORY && breaks.get(b)[0] <= t) {
                found = b;
            }
        }
        return found;
    }

    private boolean closesBeyondSwing(int t, int d) {
        int swing = latestSwingTop(t, d);
        if (swing < 0 || c(t, d) <= top(swing, d)) {
            return false;
        }
        for (int[] old : breaks) {
            if (old[1] == d && old[0] >= swing + 3) {
                return false; // that break used it up
            }
        }
        return true;
    }

    private void bar(int t) {
        boolean up = closesBeyondSwing(t, 1);
        boolean down = closesBeyondSwing(t, -1);
        if (up && down) {
            up = close[t] > open[t];
            down = close[t] < open[t];
        }
        int d = up ? 1 : down ? -1 : 0;
        if (d != 0) {
            int before = latestBreak(t - 1, 0);
            boolean turned = before >= 0 && breaks.get(before)[0] >= t - MEMORY && breaks.get(before)[1] == -d;
            int origin = latestSwingTop(t, -d);
            breaks.add(new int[] {t, d, origin, turned ? 1 : 0});
            block(t, d, origin);
        }
        gap(t, 1);
        gap(t, -1);
        entries.add(enter(t));
        for (Zone zone : zones) {
            boolean broken = d != 0 && d != zone.direction;
            boolean gone = zone.block ? c(t, zone.direction) < zone.bottom : bottom(t, zone.direction) <= zone.bottom;
            if (zone.dead > t && (broken || gone)) {
                zone.dead = t;
            }
        }
    }

    private void block(int t, int d, int origin) {
        if (origin < 0) {
            return;
        }
        int i = t - 1;
        while (i >= origin && !(c(i, d) < o(i, d))) {
            i--;
        }
        if (i < origin) {
            return;
        }
        double away = c(t, d) - top(i, d);
        double height = top(i, d) - bottom(i, d);
        // Prices are paise: a billionth is far below one.
        if (away >= 3 * height - 1e-9 || away >= 1.5 * atr[t]) {
            add(true, d, t, bottom(i, d), top(i, d));
        }
    }

    private void gap(int t, int d) {
        if (t >= 2
                && bottom(t, d) > top(t - 2, d)
                && Math.round((bottom(t, d) - top(t - 2, d)) * 100) / 100.0 >= 0.5 * atr[t - 1]) {
            add(false, d, t, top(t - 2, d), bottom(t, d));
        }
    }

    private void add(boolean block, int d, int t, double bottom, double top) {
        Zone zone = new Zone();
        zone.block = block;
        zone.direction = d;
        zone.made = t;
        zone.bottom = bottom;
        zone.top = top;
        zones.add(zone);
    }

    private boolean lives(Zone zone, int t) {
        return zone.dead >= t && zone.made >= t - MEMORY;
    }

    private boolean counts(Zone zone, int t) {
        if (zone.block) {
            return true;
        }
        int b = latestBreak(t, zone.direction);
        return b >= 0 && breaks.get(b)[2] >= 0 && zone.made > breaks.get(b)[2];
    }

    private String enter(int t) {
        int b = latestBreak(t, 0);
        if (b < 0 || breaks.get(b)[0] == t) {
            return "";
        }
        int d = breaks.get(b)[1];
        List<Zone> alive = zones.stream()
                .filter(z -> z.direction == d && lives(z, t) && counts(z, t))
                .toList();
        List<Zone> hit = alive.stream()
                .filter(z -> z.made < t && bottom(t, d) <= z.top && c(t, d) >= z.bottom)
                .filter(z -> c(t, d) > z.top || c(t, d) > o(t, d))
                .toList();
        Zone best = null;
        for (Zone zone : hit) {
            if (best == null || (zone.block && !best.block) || (zone.block == best.block && zone.made > best.made)) {
                best = zone;
            }
        }
        if (best == null) {
            return "";
        }
        Zone chosen = best;
        boolean confirmed = alive.stream()
                .anyMatch(z ->
                        z.block != chosen.block && Math.max(z.bottom, chosen.bottom) < Math.min(z.top, chosen.top));
        boolean turned = breaks.get(b)[3] == 1 && t - breaks.get(b)[0] <= 10;
        hit.forEach(zone -> zone.dead = t - 1);
        double strength = (chosen.block ? 60 : 40) + (confirmed ? 20 : 0) + (turned ? 20 : 0);
        return told(
                chosen.block,
                d,
                Math.min(d * chosen.bottom, d * chosen.top),
                Math.max(d * chosen.bottom, d * chosen.top),
                strength);
    }

    static String told(boolean block, int direction, double low, double high, double strength) {
        return String.format(
                Locale.ROOT,
                "%s %s %.2f-%.2f %.0f",
                direction > 0 ? "BUY" : "SELL",
                block ? "block" : "gap",
                low,
                high,
                strength);
    }
}
