package sauda.core.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sauda.events.Missing;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// All that an advisor is given: the market at T, the account's books and how much of
/// each limit is left. The prompt, the tools' answers and the tape are functions of it.
///
/// @param close      end of continuous trading today
/// @param lastEntry  first instant at which entries are denied
/// @param squareOff  when intraday positions are left
/// @param readings   in configured order
/// @param missing    stocks without a usable candle at T
/// @param strategies by stock, in the account's configured order; its keys are the stocks
///                   that the account may trade
/// @param constants  parameters of the strategies by name, for the reader of the prompt
/// @param cash       before charges
/// @param freeCash   cash less charges so far and less what waiting entries reserve
/// @param value      of the whole account, charges taken off
/// @param waiting    orders that are not final
/// @param limits     what is allowed and how much of it is used, by limit name
/// @param most       most shares a tool call may ask for, by stock
/// @param roundTripPercent charges of a round trip of ₹1,00,000, in percent of one side
public record Briefing(
        String account,
        Instant t,
        Instant close,
        Instant lastEntry,
        Instant squareOff,
        boolean shortsAllowed,
        List<Reading> readings,
        List<Missing> missing,
        Map<Symbol, List<Weight>> strategies,
        Map<String, Map<String, BigDecimal>> constants,
        List<Position> positions,
        List<Waiting> waiting,
        Rupees capital,
        Rupees cash,
        Rupees freeCash,
        Rupees value,
        Rupees dayPnl,
        Rupees chargesToday,
        Rupees chargesTotal,
        Map<String, Use> limits,
        Map<Symbol, Long> most,
        BigDecimal roundTripPercent) {

    /// What a strategy's signals count for.
    public record Weight(String strategy, BigDecimal weight) {}

    /// An order that is not final.
    public record Waiting(String id, Symbol symbol, String side, String purpose, long quantity, long filled) {}

    /// A limit: what is allowed, and what of it is used.
    public record Use(BigDecimal used, BigDecimal limit) {
        public BigDecimal left() {
            return limit.subtract(used).max(BigDecimal.ZERO);
        }
    }

    public Briefing {
        readings = List.copyOf(readings);
        missing = List.copyOf(missing);
        positions = List.copyOf(positions);
        waiting = List.copyOf(waiting);
        Map<Symbol, List<Weight>> byStock = new TreeMap<>();
        strategies.forEach((symbol, weights) -> byStock.put(symbol, List.copyOf(weights)));
        strategies = Collections.unmodifiableMap(byStock);
        Map<String, Map<String, BigDecimal>> byStrategy = new TreeMap<>();
        constants.forEach((name, values) -> byStrategy.put(name, Collections.unmodifiableMap(new TreeMap<>(values))));
        constants = Collections.unmodifiableMap(byStrategy);
        limits = Collections.unmodifiableMap(new TreeMap<>(limits));
        most = Collections.unmodifiableMap(new TreeMap<>(most));
    }

    /// The configuration's weights, their order kept.
    public static List<Weight> weights(Map<String, BigDecimal> byStrategy) {
        return byStrategy.entrySet().stream()
                .map(entry -> new Weight(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// What a strategy counts for in a stock; zero when the account does not use it
    /// there.
    public BigDecimal weight(Symbol symbol, String strategy) {
        return strategies.getOrDefault(symbol, List.of()).stream()
                .filter(weight -> weight.strategy().equals(strategy))
                .map(Weight::weight)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    public Optional<Reading> reading(Symbol symbol) {
        return readings.stream().filter(r -> r.symbol().equals(symbol)).findFirst();
    }

    public Optional<Position> position(Symbol symbol) {
        return positions.stream().filter(p -> p.symbol().equals(symbol)).findFirst();
    }

    /// Nothing held and nothing waiting to be held.
    public boolean isFlat(Symbol symbol) {
        return position(symbol).map(Position::isOver).orElse(true);
    }
}
