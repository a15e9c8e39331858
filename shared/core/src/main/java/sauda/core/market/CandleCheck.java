package sauda.core.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Reason;
import sauda.events.Rupees;

/// Tells which of a session's 5-minute candles can be true. The order in which a source
/// gave them does not matter, and a candle that cannot be true counts as missing.
public final class CandleCheck {

    private static final Duration BAR = Frame.M5.length();

    /// No price band lets a stock move further in a day; the next cause is a split.
    private static final BigDecimal MOST_PERCENT = new BigDecimal("40");

    /// Why a candle is not believed.
    public enum Fault {
        /// Starts outside continuous trading of this session, such as yesterday.
        OUTSIDE_SESSION,
        /// Starts between two slots of the session's 5-minute grid.
        OFF_GRID_TIME,
        /// Ends after T: still forming, or from the future.
        FORMING,
        /// A price of zero or less.
        NOT_POSITIVE,
        NEGATIVE_VOLUME,
        HIGH_BELOW_LOW,
        CLOSE_OUTSIDE_RANGE,
        /// High or low more than 40 % from the previous session's last close.
        JUMP,
        /// A price between two ticks, where prices are as quoted.
        OFF_TICK,
        /// Equals the previous session's candle of the same time of day, volume
        /// included: a feed that serves old data under a new date.
        STALE,
        /// Another candle that could be true starts at the same instant and says
        /// otherwise: neither is believed.
        CONFLICTING,
        /// Of the candle that ends at T: it did not come.
        LATE
    }

    private final Session session;
    private final @Nullable Rupees tick;
    private final @Nullable Rupees previousClose;
    private final Map<LocalTime, Bar> previous = new HashMap<>();
    private final TreeSet<Instant> slots = new TreeSet<>();

    /// @param previous what was accepted of the session before, in order; empty when
    ///                 nothing is known of it, and then nothing is compared with it
    /// @param tick     tick size where prices are as quoted; null for adjusted history
    public CandleCheck(Session session, List<Bar> previous, @Nullable Rupees tick) {
        this.session = session;
        this.tick = tick;
        this.previousClose = previous.isEmpty() ? null : previous.getLast().close();
        previous.forEach(bar -> this.previous.put(timeOfDay(bar), bar));
        session.ticks().forEach(end -> slots.add(end.minus(BAR)));
    }

    /// @param t   the tick: what ends after it is not known yet
    /// @param raw as the source gave them, in any order
    public CheckedCandles at(Instant t, List<Bar> raw) {
        List<CheckedCandles.Quarantined> quarantined = new ArrayList<>();
        TreeMap<Instant, Set<Bar>> credible = new TreeMap<>();
        for (Bar bar : new LinkedHashSet<>(raw)) {
            fault(bar, t)
                    .ifPresentOrElse(
                            reason -> quarantined.add(new CheckedCandles.Quarantined(bar, reason)),
                            () -> credible.computeIfAbsent(bar.start(), _ -> new LinkedHashSet<>())
                                    .add(bar));
        }
        List<Bar> bars = new ArrayList<>();
        for (Set<Bar> claims : credible.values()) {
            if (claims.size() == 1) {
                bars.addAll(claims);
            } else {
                Reason conflict = Reason.of(Fault.CONFLICTING, Map.of("candles", BigDecimal.valueOf(claims.size())));
                claims.forEach(bar -> quarantined.add(new CheckedCandles.Quarantined(bar, conflict)));
            }
        }
        quarantined.sort(Comparator.comparing(bad -> bad.bar().start()));
        return new CheckedCandles(bars, quarantined, warnings(raw, bars), missing(t, bars), newestDue(t));
    }

    private Optional<Reason> fault(Bar bar, Instant t) {
        return timeFault(bar, t)
                .map(Reason::of)
                .or(() -> shapeFault(bar))
                .or(() -> jump(bar))
                .or(() -> offTick(bar))
                .or(() -> isYesterdays(bar) ? Optional.of(Reason.of(Fault.STALE)) : Optional.empty());
    }

    private Optional<Fault> timeFault(Bar bar, Instant t) {
        if (!session.isTrading(bar.start())) {
            return Optional.of(Fault.OUTSIDE_SESSION);
        }
        if (!slots.contains(bar.start())) {
            return Optional.of(Fault.OFF_GRID_TIME);
        }
        return bar.start().plus(BAR).isAfter(t) ? Optional.of(Fault.FORMING) : Optional.empty();
    }

    /// What is wrong with a bar of any length, seen by itself.
    public static Optional<Reason> shapeFault(Bar bar) {
        Rupees least = bar.open().min(bar.high()).min(bar.low()).min(bar.close());
        if (!least.isPositive()) {
            return Optional.of(Reason.of(Fault.NOT_POSITIVE, Map.of("price", least.amount())));
        }
        if (bar.volume() < 0) {
            return Optional.of(Reason.of(Fault.NEGATIVE_VOLUME, Map.of("volume", BigDecimal.valueOf(bar.volume()))));
        }
        if (bar.high().below(bar.low())) {
            return Optional.of(Reason.of(
                    Fault.HIGH_BELOW_LOW,
                    Map.of("high", bar.high().amount(), "low", bar.low().amount())));
        }
        if (bar.close().above(bar.high()) || bar.close().below(bar.low())) {
            return Optional.of(Reason.of(
                    Fault.CLOSE_OUTSIDE_RANGE,
                    Map.of(
                            "close", bar.close().amount(),
                            "high", bar.high().amount(),
                            "low", bar.low().amount())));
        }
        return Optional.empty();
    }

    private Optional<Reason> jump(Bar bar) {
        if (previousClose == null) {
            return Optional.empty();
        }
        Rupees most = previousClose.percent(MOST_PERCENT);
        Rupees up = bar.high().minus(previousClose);
        Rupees down = previousClose.minus(bar.low());
        if (!up.max(down).above(most)) {
            return Optional.empty();
        }
        Rupees price = up.above(down) ? bar.high() : bar.low();
        return Optional.of(
                Reason.of(Fault.JUMP, Map.of("price", price.amount(), "previousClose", previousClose.amount())));
    }

    private Optional<Reason> offTick(Bar bar) {
        if (tick == null) {
            return Optional.empty();
        }
        return Stream.of(bar.open(), bar.high(), bar.low(), bar.close())
                .filter(price -> !price.isOnTick(tick))
                .findFirst()
                .map(price -> Reason.of(Fault.OFF_TICK, Map.of("price", price.amount(), "tick", tick.amount())));
    }

    /// Bars without trades are alike on many days; bars with trades never are, to the
    /// share.
    private boolean isYesterdays(Bar bar) {
        Bar old = previous.get(timeOfDay(bar));
        return old != null && bar.volume() > 0 && sameTrades(old, bar);
    }

    private static LocalTime timeOfDay(Bar bar) {
        return bar.start().atZone(TradingCalendar.INDIA).toLocalTime();
    }

    private static boolean sameTrades(Bar one, Bar other) {
        return new Bar(other.start(), one.open(), one.high(), one.low(), one.close(), one.volume()).equals(other);
    }

    private static List<CheckedCandles.Warning> warnings(List<Bar> raw, List<Bar> accepted) {
        List<CheckedCandles.Warning> warnings = new ArrayList<>();
        for (Bar bar : accepted) {
            if (bar.open().above(bar.high()) || bar.open().below(bar.low())) {
                warnings.add(new CheckedCandles.Warning(bar.start(), CheckedCandles.Doubt.OPEN_OUTSIDE_RANGE));
            }
        }
        for (int i = 1; i < raw.size(); i++) {
            if (raw.get(i).start().isBefore(raw.get(i - 1).start())) {
                warnings.add(new CheckedCandles.Warning(raw.get(i).start(), CheckedCandles.Doubt.OUT_OF_ORDER));
            }
        }
        return warnings;
    }

    private List<Instant> missing(Instant t, List<Bar> accepted) {
        TreeSet<Instant> missing = new TreeSet<>(slots.headSet(t.minus(BAR), true));
        accepted.forEach(bar -> missing.remove(bar.start()));
        return List.copyOf(missing);
    }

    private Optional<Instant> newestDue(Instant t) {
        return Optional.ofNullable(slots.floor(t.minus(BAR)));
    }
}
