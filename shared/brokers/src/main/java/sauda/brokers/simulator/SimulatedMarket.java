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
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A market made of chance, for every stock and every session since the start of 2023.
/// The stocks follow one market and go their own ways beside it, through calm, trends,
/// ranges and shocks, with gaps at the open and more trade at both ends of the day;
/// prices lie on the tick grid and inside the price band, and each day goes on from the
/// last close.
///
/// A candle depends on seed, stock and date alone, never on what else was asked or when.
public final class SimulatedMarket implements CandleSource {

    /// The calendar begins here.
    static final LocalDate EPOCH = LocalDate.of(2023, 1, 2);

    private static final int DAYS_KEPT = 400;

    private final long seed;
    private final Function<LocalDate, Optional<Session>> sessions;
    private final BiFunction<LocalDate, Rupees, Rupees> ticks;
    private final Chance.Purpose moves;
    private final Chance.Purpose shapes;
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
            long seed, Function<LocalDate, Optional<Session>> sessions, BiFunction<LocalDate, Rupees, Rupees> ticks) {
        this.seed = seed;
        this.sessions = sessions;
        this.ticks = ticks;
        this.moves = new Chance.Purpose(seed, "market moves");
        this.shapes = new Chance.Purpose(seed, "market shapes");
    }

    @Override
    public synchronized List<Bar> bars(Symbol symbol, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        List<Bar> asked = new ArrayList<>();
        Path path = pathUntil(symbol, TradingCalendar.dateOf(to));
        path.days
                .subMap(TradingCalendar.dateOf(from), true, TradingCalendar.dateOf(to), true)
                .forEach((date, day) -> bars(path, symbol, date, day).stream()
                        .filter(bar -> !bar.start().isBefore(from)
                                && !bar.start().plus(Frame.M5.length()).isAfter(to))
                        .forEach(asked::add));
        return List.copyOf(asked);
    }

    @Override
    public boolean isUnadjusted() {
        return true;
    }

    /// The stock's tick size on a date, by the last close of the month before, as an
    /// instrument master would have it.
    public synchronized Rupees tick(Symbol symbol, LocalDate date) {
        Map.@Nullable Entry<LocalDate, StockDay> day =
                pathUntil(symbol, date).days.floorEntry(date);
        if (day == null) {
            throw new CandlesUnavailable("the simulated market begins on " + EPOCH + "; there is nothing on " + date);
        }
        return day.getValue().tick();
    }

    /// A stock's way from close to close, as far as anybody asked.
    private static final class Path {

        private final Listing listing;
        private final Chance.Purpose moves;
        private final Chance.Purpose shapes;
        private final Chance.Purpose within;
        private final TreeMap<LocalDate, StockDay> days = new TreeMap<>();
        private LocalDate next = EPOCH;
        private YearMonth month = YearMonth.from(EPOCH);
        private Rupees close;
        private Rupees lastMonthsClose;

        /// Every seed begins somewhere else, near the stock's level.
        Path(long seed, Symbol symbol) {
            listing = Listing.of(symbol);
            moves = new Chance.Purpose(seed, symbol + " moves");
            shapes = new Chance.Purpose(seed, symbol + " shapes");
            within = new Chance.Purpose(seed, symbol + " within");
            close = Rupees.of(Math.round(listing.level() * moves.always().between(0.95, 1.05)));
            lastMonthsClose = close;
        }
    }

    private Path pathUntil(Symbol symbol, LocalDate last) {
        Path path = paths.computeIfAbsent(symbol, _ -> new Path(seed, symbol));
        while (!path.next.isAfter(last)) {
            sessions.apply(path.next).ifPresent(session -> walk(path, session));
            path.next = path.next.plusDays(1);
        }
        return path;
    }

    private void walk(Path path, Session session) {
        LocalDate date = session.date();
        if (!YearMonth.from(date).equals(path.month)) {
            path.month = YearMonth.from(date);
            path.lastMonthsClose = path.close;
        }
        Rupees tick = ticks.apply(date, path.lastMonthsClose);
        Move market = Move.ofMarket(moves.on(date));
        Move own = Move.ofStock(path.moves.on(date));
        StockDay day = StockDay.after(path.close, session, path.listing, tick, market, own);
        path.days.put(date, day);
        path.close = day.close();
    }

    private List<Bar> bars(Path path, Symbol symbol, LocalDate date, StockDay day) {
        return kept.computeIfAbsent(new StockDate(symbol, date), _ -> {
            int bars = day.session().ticks().size();
            double[] market = Shape.drawn(shapes.on(date), Move.MARKET_DAY, bars);
            double[] own = Shape.drawn(path.shapes.on(date), Move.OWN_DAY, bars);
            return day.bars(market, own, path.within.on(date));
        });
    }
}
