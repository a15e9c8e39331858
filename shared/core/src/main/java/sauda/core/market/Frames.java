package sauda.core.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Sha256;

/// One stock's window: the 5-minute bars of the last 20 sessions that have any, and the
/// closed 15m, 1h and 1d bars made of them (`strategies.md` §1). Bar by bar or all at once,
/// the same bars give the same window.
///
/// A longer bar starts at session open + k·frame, through a pause too, and is closed when
/// its slot or the session is over, even if 5-minute bars of it are missing.
///
/// For one thread.
public final class Frames {

    /// Sessions in the window, the newest one included.
    public static final int SESSIONS = 20;

    private static final Duration BAR = Duration.ofMinutes(5);
    private static final List<Frame> LONGER = List.of(Frame.M15, Frame.H1, Frame.D1);

    private final Deque<Day> days = new ArrayDeque<>();
    private final Map<Frame, List<Bar>> closed = new EnumMap<>(Frame.class);
    private final Map<Frame, Forming> forming = new EnumMap<>(Frame.class);
    private int generation;

    public Frames() {
        clear();
    }

    /// The window of bars that are in order; those outside continuous trading are ignored.
    ///
    /// @param sessions the session of a date; empty means the exchange was closed
    public static Frames of(List<Bar> bars, Function<LocalDate, Optional<Session>> sessions) {
        Frames frames = new Frames();
        Optional<Session> session = Optional.empty();
        Instant over = Instant.MIN;
        for (Bar bar : bars.subList(firstOfWindow(bars, sessions), bars.size())) {
            if (!bar.start().isBefore(over)) {
                LocalDate date = TradingCalendar.dateOf(bar.start());
                session = sessions.apply(date);
                over = endOf(date);
            }
            session.ifPresent(held -> frames.add(bar, held));
        }
        return frames;
    }

    /// Goes back from the newest bar until 20 sessions have one.
    private static int firstOfWindow(List<Bar> bars, Function<LocalDate, Optional<Session>> sessions) {
        Set<LocalDate> held = new TreeSet<>();
        Optional<Session> session = Optional.empty();
        Instant from = Instant.MAX;
        for (int i = bars.size() - 1; i >= 0; i--) {
            Instant start = bars.get(i).start();
            if (start.isBefore(from)) {
                LocalDate date = TradingCalendar.dateOf(start);
                session = sessions.apply(date);
                from = endOf(date.minusDays(1));
            }
            if (session.filter(day -> day.startsBar(start)).isPresent()) {
                held.add(session.orElseThrow().date());
                if (held.size() > SESSIONS) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    private static Instant endOf(LocalDate date) {
        return date.plusDays(1).atStartOfDay(TradingCalendar.INDIA).toInstant();
    }

    /// Adds a 5-minute bar. One that comes late is put in its place; one that was told
    /// before with other figures is replaced. A bar off the session's grid is ignored.
    ///
    /// @throws IllegalArgumentException when its session is before the newest one
    public void add(Bar bar, Session session) {
        if (!session.startsBar(bar.start())) {
            return;
        }
        if (days.isEmpty() || days.getLast().session.date().isBefore(session.date())) {
            begin(session);
        }
        Day day = days.getLast();
        if (!day.session.date().equals(session.date())) {
            throw new IllegalArgumentException(
                    "the session of " + session.date() + " is over: the window has bars of " + day.session.date());
        }
        if (day.bars.isEmpty() || day.bars.getLast().start().isBefore(bar.start())) {
            day.add(bar);
            fold(bar, day.session);
        } else if (day.put(bar)) {
            refold();
        }
    }

    /// Closes the bars whose slot is over at the instant, with what they have.
    public void closeUntil(Instant t) {
        for (Frame frame : LONGER) {
            Forming bar = forming.get(frame);
            if (bar != null && !bar.end.isAfter(t)) {
                close(frame, bar);
            }
        }
    }

    /// The closed bars of a frame in the window, oldest first. A view: it grows.
    public List<Bar> bars(Frame frame) {
        return Collections.unmodifiableList(listOf(frame));
    }

    /// Counts how often the lists began afresh (a session left the window, or a late bar
    /// came): while it stays the same they only grow at their end.
    public int generation() {
        return generation;
    }

    /// The newest session with bars.
    public Optional<Session> session() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.getLast().session);
    }

    /// The 5-minute bars of the newest session, oldest first.
    public List<Bar> today() {
        return days.isEmpty() ? List.of() : Collections.unmodifiableList(days.getLast().bars);
    }

    public Optional<Bar> last() {
        return today().isEmpty() ? Optional.empty() : Optional.of(today().getLast());
    }

    /// Starts of the session's 5-minute bars that should be here at an instant and are not.
    public Set<Instant> missing(Session session, Instant t) {
        Set<Instant> missing = new TreeSet<>();
        for (Instant tick : session.ticks()) {
            if (!tick.isAfter(t)) {
                missing.add(tick.minus(BAR));
            }
        }
        if (!days.isEmpty() && days.getLast().session.date().equals(session.date())) {
            days.getLast().bars.forEach(bar -> missing.remove(bar.start()));
        }
        return missing;
    }

    /// When the bar of a frame is closed that holds an instant of the session.
    public static Instant endOfSlot(Frame frame, Session session, Instant instant) {
        Instant end = startOfSlot(frame, session, instant).plus(length(frame, session));
        return end.isAfter(session.close()) ? session.close() : end;
    }

    /// Whether the tick closes a bar of the frame.
    public static boolean closesAt(Frame frame, Session session, Instant t) {
        return session.isTick(t) && endOfSlot(frame, session, t.minus(BAR)).equals(t);
    }

    /// SHA-256 over the window: one line `date hash` for each session, where the hash is
    /// that of its bars, one line `start,open,high,low,close,volume` each, the start in
    /// seconds of the epoch.
    public String hash() {
        StringBuilder text = new StringBuilder();
        days.forEach(day ->
                text.append(day.session.date()).append(' ').append(day.hash()).append('\n'));
        return Sha256.hex(text.toString());
    }

    private void begin(Session session) {
        closeUntil(session.open());
        days.addLast(new Day(session));
        if (days.size() > SESSIONS) {
            days.removeFirst();
            Instant from = days.getFirst().session.open();
            closed.replaceAll((frame, bars) -> new ArrayList<>(
                    bars.stream().filter(bar -> !bar.start().isBefore(from)).toList()));
            generation++;
        }
    }

    private void refold() {
        clear();
        for (Day day : days) {
            closeUntil(day.session.open());
            day.bars.forEach(bar -> fold(bar, day.session));
        }
    }

    private void clear() {
        generation++;
        forming.clear();
        closed.put(Frame.M5, new ArrayList<>());
        LONGER.forEach(frame -> closed.put(frame, new ArrayList<>()));
    }

    private void fold(Bar bar, Session session) {
        listOf(Frame.M5).add(bar);
        closeUntil(bar.start());
        for (Frame frame : LONGER) {
            Forming open = forming.get(frame);
            if (open == null) {
                open = new Forming(
                        startOfSlot(frame, session, bar.start()), endOfSlot(frame, session, bar.start()), bar);
                forming.put(frame, open);
            } else {
                open.add(bar);
            }
            if (!open.end.isAfter(bar.start().plus(BAR))) {
                close(frame, open);
            }
        }
    }

    private void close(Frame frame, Forming bar) {
        listOf(frame).add(bar.bar());
        forming.remove(frame);
    }

    private List<Bar> listOf(Frame frame) {
        List<Bar> bars = closed.get(frame);
        if (bars == null) {
            throw new IllegalArgumentException("a chart has 5m, 15m, 1h and 1d but not " + frame.code());
        }
        return bars;
    }

    private static Instant startOfSlot(Frame frame, Session session, Instant instant) {
        long length = length(frame, session).toSeconds();
        long open = session.open().getEpochSecond();
        return Instant.ofEpochSecond(open + (instant.getEpochSecond() - open) / length * length);
    }

    private static Duration length(Frame frame, Session session) {
        return frame == Frame.D1 ? Duration.between(session.open(), session.close()) : frame.length();
    }

    /// A longer bar while its slot lasts.
    private static final class Forming {

        private final Instant start;
        private final Instant end;
        private final Rupees open;
        private Rupees high;
        private Rupees low;
        private Rupees close;
        private long volume;

        Forming(Instant start, Instant end, Bar first) {
            this.start = start;
            this.end = end;
            this.open = first.open();
            this.high = first.high();
            this.low = first.low();
            this.close = first.close();
            this.volume = first.volume();
        }

        void add(Bar bar) {
            high = high.max(bar.high());
            low = low.min(bar.low());
            close = bar.close();
            volume += bar.volume();
        }

        Bar bar() {
            return new Bar(start, open, high, low, close, volume);
        }
    }

    /// The 5-minute bars of one session, in order.
    private static final class Day {

        private final Session session;
        private final List<Bar> bars = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable String hash;

        Day(Session session) {
            this.session = session;
        }

        void add(Bar bar) {
            bars.add(bar);
            line(bar);
            hash = null;
        }

        /// Puts a bar that is not the newest in its place.
        ///
        /// @return whether anything changed
        boolean put(Bar bar) {
            int at = 0;
            while (bars.get(at).start().isBefore(bar.start())) {
                at++;
            }
            if (!bars.get(at).start().equals(bar.start())) {
                bars.add(at, bar);
            } else if (bars.get(at).equals(bar)) {
                return false;
            } else {
                bars.set(at, bar);
            }
            text.setLength(0);
            bars.forEach(this::line);
            hash = null;
            return true;
        }

        String hash() {
            if (hash == null) {
                hash = Sha256.hex(text.toString());
            }
            return hash;
        }

        private void line(Bar bar) {
            text.append(bar.start().getEpochSecond());
            for (BigDecimal price : List.of(
                    bar.open().amount(),
                    bar.high().amount(),
                    bar.low().amount(),
                    bar.close().amount())) {
                text.append(',').append(price.toPlainString());
            }
            text.append(',').append(bar.volume()).append('\n');
        }
    }
}
