package sauda.core.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config.StrategySpec;
import sauda.core.signal.Chart.Vwap;
import sauda.core.signal.Strategies.Parameters;
import sauda.core.signal.Structure.Kind;
import sauda.core.signal.Structure.Zone;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Side;

/// What the strategies look at, bar by bar, to be drawn: the same indicators with the same
/// periods. They are carried over all bars that are handed in; behind as many sessions as the
/// strategies' window has, the figures agree with theirs to the four decimals shown.
public final class ChartLines {

    private static final int DECIMALS = 4;

    private final EmaRule ema;
    private final RsiRule rsi;
    private final SmcRule smc;

    /// @param strategies of the configuration; one that is not in it has its usual figures
    public ChartLines(Map<String, StrategySpec> strategies) {
        this.ema = Strategies.ema(Parameters.of(strategies.get("ema")));
        this.rsi = Strategies.rsi(Parameters.of(strategies.get("rsi")));
        this.smc = Strategies.smc(Parameters.of(strategies.get("smc")));
    }

    /// Values after a bar.
    ///
    /// @param start   of the bar
    /// @param vwap    of the session so far, rupees; null before its first volume
    /// @param emaFast of the closes, rupees; null until there are more bars than its period
    /// @param emaSlow the same with the longer period
    /// @param rsi     Wilder's, 0 to 100; null until there are more bars than its period
    public record Point(
            Instant start,
            @Nullable BigDecimal vwap,
            @Nullable BigDecimal emaFast,
            @Nullable BigDecimal emaSlow,
            @Nullable BigDecimal rsi) {}

    /// Prices where orders are thought to wait.
    ///
    /// @param kind  `orderBlock` or `gap`
    /// @param side  BUY for one that lifts the price
    /// @param from  start of the 15-minute bar that made it
    /// @param until start of the 15-minute bar that used it up or broke it; null while it lives
    public record Area(
            String kind,
            Side side,
            Rupees low,
            Rupees high,
            Instant from,
            @Nullable Instant until) {}

    /// @param sessions 5-minute bars of each session, in order
    /// @param bars     closed bars of the frame made of them, in order
    public List<Point> points(List<List<Bar>> sessions, Frame frame, List<Bar> bars) {
        Map<Instant, Optional<BigDecimal>> vwaps = vwaps(sessions, frame, bars);
        Track track = new Track(frame.length());
        List<Point> points = new ArrayList<>();
        for (Bar bar : bars) {
            track.add(bar);
            int t = track.newest();
            points.add(new Point(
                    bar.start(),
                    vwaps.getOrDefault(bar.start(), Optional.empty())
                            .map(ChartLines::shown)
                            .orElse(null),
                    shown(track.ema(ema.fast(), t)),
                    shown(track.ema(ema.slow(), t)),
                    shown(track.rsi(rsi.period(), t))));
        }
        return points;
    }

    /// VWAP after the last 5-minute bar of each longer one.
    private static Map<Instant, Optional<BigDecimal>> vwaps(List<List<Bar>> sessions, Frame frame, List<Bar> bars) {
        Map<Instant, Optional<BigDecimal>> byStart = new HashMap<>();
        int next = 0;
        for (List<Bar> session : sessions) {
            Vwap vwap = new Vwap(0);
            vwap.takeIn(session);
            for (int i = 0; i < session.size(); i++) {
                Instant start = session.get(i).start();
                while (next + 1 < bars.size() && !bars.get(next + 1).start().isAfter(start)) {
                    next++;
                }
                if (next < bars.size() && holds(bars.get(next).start(), frame, start)) {
                    byStart.put(bars.get(next).start(), vwap.at(i));
                }
            }
        }
        return byStart;
    }

    private static boolean holds(Instant longer, Frame frame, Instant start) {
        return !start.isBefore(longer)
                && start.isBefore(longer.plus(frame.length()))
                && TradingCalendar.dateOf(start).equals(TradingCalendar.dateOf(longer));
    }

    /// Order blocks and fair value gaps as the strategy `smc` saw them come and go.
    ///
    /// @param quarters closed 15-minute bars, in order
    public List<Area> areas(List<Bar> quarters) {
        Track track = new Track(Frame.M15.length());
        Map<Zone, Instant> living = new LinkedHashMap<>();
        List<Area> areas = new ArrayList<>();
        for (Bar bar : quarters) {
            track.add(bar);
            List<Zone> now = track.fold(Structure.class, smc.figures(), () -> new Structure(smc.figures()))
                    .zones();
            living.entrySet().removeIf(was -> {
                boolean over = !now.contains(was.getKey());
                if (over) {
                    areas.add(area(was.getKey(), was.getValue(), bar.start()));
                }
                return over;
            });
            now.forEach(zone -> living.putIfAbsent(zone, bar.start()));
        }
        living.forEach((zone, from) -> areas.add(area(zone, from, null)));
        return areas;
    }

    private static Area area(Zone zone, Instant from, @Nullable Instant until) {
        return new Area(
                zone.kind() == Kind.ORDER_BLOCK ? "orderBlock" : "gap",
                zone.side(),
                zone.low(),
                zone.high(),
                from,
                until);
    }

    private static @Nullable BigDecimal shown(double value) {
        return Double.isFinite(value) ? shown(BigDecimal.valueOf(value)) : null;
    }

    private static BigDecimal shown(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
