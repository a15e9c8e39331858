package sauda.fakedhan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar.YearMissing;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.core.market.PriceBand;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// What the market does, to its end: the bars of every day and the price at every
/// instant. Who may see how much of it is decided elsewhere.
final class Tape {

    private static final int DAYS_BACK = 15;
    private static final Rupees NO_PRICE = Rupees.of(1_000);

    private final Market market;
    private final Map<LocalDate, Hours> hours = new HashMap<>();
    private final Map<StockDate, NavigableMap<Instant, Bar>> days = new HashMap<>();
    private final Map<StockDate, Rupees> ticks = new HashMap<>();
    private final Map<StockDate, Rupees> closes = new HashMap<>();

    private record Hours(Optional<Session> session, NavigableSet<Instant> slots) {}

    private record StockDate(Symbol symbol, LocalDate date) {}

    /// A place of the session's grid of bars, whether or not there is a bar in it.
    record Slot(Instant start, Instant end) {

        Slot(Instant start) {
            this(start, start.plus(Frame.M5.length()));
        }
    }

    Tape(Market market) {
        this.market = market;
    }

    Optional<Session> session(LocalDate date) {
        return hours(date).session();
    }

    private Hours hours(LocalDate date) {
        return hours.computeIfAbsent(date, _ -> {
            Optional<Session> session = ofCalendar(date);
            return new Hours(
                    session, new TreeSet<>(session.map(Session::barSlots).orElse(List.of())));
        });
    }

    private Optional<Session> ofCalendar(LocalDate date) {
        try {
            return market.sessions().apply(date);
        } catch (YearMissing notKnown) {
            return Optional.empty();
        }
    }

    boolean isTrading(Instant instant) {
        return session(IndianTime.date(instant))
                .filter(session -> session.isTrading(instant))
                .isPresent();
    }

    Optional<Slot> slot(Instant instant) {
        return Optional.ofNullable(hours(IndianTime.date(instant)).slots().floor(instant))
                .map(Slot::new)
                .filter(slot -> instant.isBefore(slot.end()));
    }

    /// The slot of the same session after the one that starts then, beyond a pause if
    /// need be.
    Optional<Slot> slotAfter(Instant start) {
        return Optional.ofNullable(hours(IndianTime.date(start)).slots().higher(start))
                .map(Slot::new);
    }

    /// The day's bars from its first to its last, also those of the future.
    Collection<Bar> day(Symbol symbol, LocalDate date) {
        return byStart(symbol, date).values();
    }

    private NavigableMap<Instant, Bar> byStart(Symbol symbol, LocalDate date) {
        return days.computeIfAbsent(new StockDate(symbol, date), _ -> {
            NavigableMap<Instant, Bar> bars = new TreeMap<>();
            session(date).ifPresent(session -> bars(symbol, session).forEach(bar -> bars.put(bar.start(), bar)));
            return bars;
        });
    }

    private List<Bar> bars(Symbol symbol, Session session) {
        try {
            return market.candles().bars(symbol, session.open(), session.close()).stream()
                    .filter(bar -> session.startsBar(bar.start()))
                    .toList();
        } catch (CandlesUnavailable none) {
            return List.of();
        }
    }

    Optional<Bar> bar(Symbol symbol, Slot slot) {
        return Optional.ofNullable(
                byStart(symbol, IndianTime.date(slot.start())).get(slot.start()));
    }

    /// The bar that the price of an instant comes from: the one it lies in, or the last
    /// before.
    Optional<Bar> barBy(Symbol symbol, Instant instant) {
        return Optional.ofNullable(byStart(symbol, IndianTime.date(instant)).floorEntry(instant))
                .map(Map.Entry::getValue);
    }

    Optional<Instant> lastTrade(Symbol symbol, Instant now) {
        return barBy(symbol, now)
                .map(PricePath::new)
                .map(path -> now.isBefore(path.end()) ? now : path.end().minusSeconds(1));
    }

    /// The day as it is at an instant, as one bar on the tick grid.
    Optional<Bar> soFar(Symbol symbol, Instant now) {
        LocalDate date = IndianTime.date(now);
        return day(symbol, date).stream()
                .filter(bar -> !bar.start().isAfter(now))
                .map(PricePath::new)
                .map(path -> now.isBefore(path.end()) ? path.until(now) : path.bar())
                .reduce(Tape::together)
                .map(day -> PricePath.onTick(day, tick(symbol, date)));
    }

    /// Two bars as one that is named by the first.
    static Bar together(Bar first, Bar next) {
        return new Bar(
                first.start(),
                first.open(),
                first.high().max(next.high()),
                first.low().min(next.low()),
                next.close(),
                first.volume() + next.volume());
    }

    /// The price at an instant, off the tick grid.
    Rupees raw(Symbol symbol, Instant instant) {
        return barBy(symbol, instant)
                .map(PricePath::new)
                .map(path -> instant.isBefore(path.end())
                        ? path.at(instant)
                        : path.bar().close())
                .orElseGet(() -> previousClose(symbol, IndianTime.date(instant)));
    }

    /// The last traded price at an instant.
    Rupees last(Symbol symbol, Instant instant) {
        return PricePath.nearest(raw(symbol, instant), tick(symbol, IndianTime.date(instant)));
    }

    Rupees previousClose(Symbol symbol, LocalDate date) {
        StockDate key = new StockDate(symbol, date);
        Rupees known = closes.get(key);
        if (known == null) {
            known = lastCloseBefore(symbol, date)
                    .or(() -> day(symbol, date).stream().findFirst().map(Bar::open))
                    .orElse(NO_PRICE);
            closes.put(key, known);
        }
        return known;
    }

    /// By the last close of the month before, as the exchange has it.
    Rupees tick(Symbol symbol, LocalDate date) {
        StockDate key = new StockDate(symbol, date);
        Rupees known = ticks.get(key);
        if (known == null) {
            Rupees base = lastCloseBefore(symbol, date.withDayOfMonth(1)).orElseGet(() -> previousClose(symbol, date));
            known = market.ticks().apply(date, base);
            ticks.put(key, known);
        }
        return known;
    }

    private Optional<Rupees> lastCloseBefore(Symbol symbol, LocalDate date) {
        return date.minusDays(DAYS_BACK)
                .datesUntil(date)
                .map(day -> byStart(symbol, day))
                .filter(bars -> !bars.isEmpty())
                .reduce((first, second) -> second)
                .map(bars -> bars.lastEntry().getValue().close());
    }

    /// Between which prices orders are taken at an instant.
    PriceBand band(Symbol symbol, Instant instant) {
        LocalDate date = IndianTime.date(instant);
        List<Bar> soFar = day(symbol, date).stream()
                .filter(bar -> !bar.start().plus(Frame.M5.length()).isAfter(instant))
                .toList();
        return PriceBand.after(
                soFar, previousClose(symbol, date), session(date).orElseThrow().bandPercent(), tick(symbol, date));
    }
}
