package sauda.local.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sauda.core.calendar.TradingCalendar;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Candles by hand: every stock stands still at ₹1,000 but where a test says otherwise.
final class HandMade implements CandleSource {

    static final Rupees PRICE = Rupees.of(1_000);
    private static final long VOLUME = 100_000;
    private static final int STEP = 300;

    private final Map<Symbol, Map<Instant, Bar>> bars = new HashMap<>();
    private final Map<Symbol, Map<Instant, Boolean>> halts = new HashMap<>();

    /// The bar that starts then.
    HandMade bar(Symbol symbol, Instant start, String open, String high, String low, String close, long volume) {
        bars.computeIfAbsent(symbol, _ -> new HashMap<>())
                .put(start, new Bar(start, Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), volume));
        return this;
    }

    /// Still at another price, from one time until before another.
    HandMade stands(Symbol symbol, LocalDate date, LocalTime from, LocalTime to, String price, long volume) {
        for (Instant start = at(date, from); start.isBefore(at(date, to)); start = start.plusSeconds(STEP)) {
            bar(symbol, start, price, price, price, price, volume);
        }
        return this;
    }

    /// No trade from one time until before another.
    HandMade halted(Symbol symbol, LocalDate date, LocalTime from, LocalTime to) {
        for (Instant start = at(date, from); start.isBefore(at(date, to)); start = start.plusSeconds(STEP)) {
            halts.computeIfAbsent(symbol, _ -> new HashMap<>()).put(start, true);
        }
        return this;
    }

    static Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(TradingCalendar.INDIA).toInstant();
    }

    @Override
    public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
        List<Bar> all = new ArrayList<>();
        Map<Instant, Bar> mine = bars.getOrDefault(symbol, Map.of());
        Map<Instant, Boolean> halted = halts.getOrDefault(symbol, Map.of());
        for (Instant start = from; !start.plusSeconds(STEP).isAfter(to); start = start.plusSeconds(STEP)) {
            if (!halted.containsKey(start)) {
                all.add(mine.getOrDefault(start, new Bar(start, PRICE, PRICE, PRICE, PRICE, VOLUME)));
            }
        }
        return all;
    }

    @Override
    public boolean isUnadjusted() {
        return true;
    }
}
