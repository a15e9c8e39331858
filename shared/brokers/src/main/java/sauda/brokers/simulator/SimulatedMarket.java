package sauda.brokers.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A market made of chance, for every stock and every session since the start of 2023. The
/// stocks follow one market and go their own ways beside it, through calm, trends, ranges and
/// shocks, with gaps at the open and more trade at both ends of the day; prices lie on the
/// tick grid and inside the price band, and each day goes on from the last close.
///
/// A candle depends on seed, stock and date alone, never on what else was asked or when.
public final class SimulatedMarket implements CandleSource {

    /// The calendar begins here.
    static final LocalDate EPOCH = LocalDate.of(2023, 1, 2);

    private static final int DAYS_KEPT = 400;

    private final long seed;
    private final Function<LocalDate, Optional<Session>> sessions;
    private final BiFunction<LocalDate, Rupees, Rupees> ticks;
    private final Map<LocalDate, DayReturns> market = new HashMap<>();
    private final Map<Symbol, Path> paths = new HashMap<>();
    private final Map<StockDate, List<Bar>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StockDate, List<Bar>> eldest) {
            return size() > DAYS_KEPT;
        }
    };

    private record StockDate(Symbol symbol, LocalDate date) {}

    /// @param sessions the calendar: the session of a date, if the exchange trades then
    /// @param ticks    tick size on a date for a price, as the exchange's table has it
    public SimulatedMarket(
            long seed,
            Function<LocalDate, Optional<Session>> sessions,
            BiFunction<LocalDate, Rupees, Rupees> ticks) {
        this.seed = seed;
        this.sessions = sessions;
        this.ticks = ticks;
    }

    @Override
    public synchronized List<Bar> bars(Symbol symbol, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        List<Bar> asked = new ArrayList<>();
        Path path = pathUntil(symbol, TradingCalendar.dateOf(to));
        for (Opening opening : path.openings
                .subMap(TradingCalendar.dateOf(from), true, TradingCalendar.dateOf(to), true)
                .values()) {
            for (Bar bar : day(symbol, opening)) {
                if (!bar.start().isBefore(from) && !bar.start().plus(Frame.M5.length()).isAfter(to)) {
                    asked.add(bar);
                }
            }
        }
        return List.copyOf(asked);
    }

    @Override
    public boolean isUnadjusted() {
        return true;
    }

    /// The stock's tick size on a date, by the last close of the month before, as an instrument
    /// master would have it.
    public synchronized Rupees tick(Symbol symbol, LocalDate date) {
        var opening = pathUntil(symbol, date).openings.floorEntry(date);
        if (opening == null) {
            throw new CandlesUnavailable("the simulated market begins on " + EPOCH + "; there is nothing on " + date);
        }
        return opening.getValue().tick();
    }

    /// What a day begins with.
    private record Opening(Session session, Rupees previousClose, Rupees tick) {}

    /// A stock's way from close to close.
    private static final class Path {
        private final TreeMap<LocalDate, Opening> openings = new TreeMap<>();
        private LocalDate next = EPOCH;
        private YearMonth month = YearMonth.from(EPOCH);
        private Rupees monthBase;
        private Rupees close;

        Path(Rupees start) {
            monthBase = start;
            close = start;
        }
    }

    private Path pathUntil(Symbol symbol, LocalDate last) {
        Path path = paths.computeIfAbsent(symbol, this::started);
        for (; !path.next.isAfter(last); path.next = path.next.plusDays(1)) {
            Optional<Session> session = sessions.apply(path.next);
            if (session.isPresent()) {
                walk(symbol, path, session.get());
            }
        }
        return path;
    }

    /// Every seed begins somewhere else, near the stock's level.
    private Path started(Symbol symbol) {
        double level = Listing.of(symbol).level();
        double start = level * Chance.of(seed, EPOCH, symbol + " level").between(0.95, 1.05);
        return new Path(Rupees.of(Math.round(start)));
    }

    private void walk(Symbol symbol, Path path, Session session) {
        LocalDate date = session.date();
        if (!YearMonth.from(date).equals(path.month)) {
            path.month = YearMonth.from(date);
            path.monthBase = path.close;
        }
        Opening opening = new Opening(session, path.close, ticks.apply(date, path.monthBase));
        path.openings.put(date, opening);
        path.close = stockDay(symbol, opening).close();
    }

    private List<Bar> day(Symbol symbol, Opening opening) {
        LocalDate date = opening.session().date();
        return kept.computeIfAbsent(
                new StockDate(symbol, date),
                _ -> stockDay(symbol, opening).bars(Chance.of(seed, date, symbol + " bars")));
    }

    private StockDay stockDay(Symbol symbol, Opening opening) {
        Session session = opening.session();
        LocalDate date = session.date();
        DayReturns whole = market.computeIfAbsent(
                date,
                _ -> StockDay.market(
                        Chance.of(seed, date, "market"), session.ticks().size()));
        return new StockDay(
                session,
                Listing.of(symbol),
                opening.tick(),
                opening.previousClose(),
                whole,
                Chance.of(seed, date, symbol + " path"));
    }
}
