package sauda.core.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sauda.events.Missing;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// All that an advisor is given: the market at T, the account's books and how much of each
/// limit is left. The prompt, the tools' answers and the tape are functions of it.
///
/// @param close      end of continuous trading today
/// @param lastEntry  first instant at which entries are denied
/// @param squareOff  when intraday positions are left
/// @param readings   in configured order
/// @param missing    stocks without a usable candle at T
/// @param strategies weight by strategy and stock, in configured order
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
        Map<Symbol, Map<String, BigDecimal>> strategies,
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
        limits = Collections.unmodifiableMap(new TreeMap<>(limits));
        most = Collections.unmodifiableMap(new TreeMap<>(most));
    }

    public java.util.Optional<Reading> reading(Symbol symbol) {
        return readings.stream().filter(r -> r.symbol().equals(symbol)).findFirst();
    }

    public java.util.Optional<Position> position(Symbol symbol) {
        return positions.stream().filter(p -> p.symbol().equals(symbol)).findFirst();
    }
}
