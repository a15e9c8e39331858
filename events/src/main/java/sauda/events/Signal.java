package sauda.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.Collections;

/// A strategy's opinion to buy or sell one stock at one bar. A suggestion, not an
/// order.
///
/// @param kind       such as `BULLISH_BREAKOUT`
/// @param side       BUY, or SELL which means: leave a long (open a short only where allowed)
/// @param strength   conviction 0 to 100, two decimals
/// @param entry      close of the bar, raw
/// @param stop       on the tick grid, rounded away from the entry
/// @param target     on the tick grid, rounded toward the entry
/// @param indicators values it used, by name
/// @param bar        start of the bar that made it, closed at T
public record Signal(
        Symbol symbol,
        String strategy,
        String kind,
        Side side,
        BigDecimal strength,
        Rupees entry,
        Rupees stop,
        Rupees target,
        Map<String, BigDecimal> indicators,
        Instant bar) {

    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    public Signal {
        if (strength.signum() < 0 || strength.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("strength must be in 0..100 but is " + strength);
        }
        indicators = Collections.unmodifiableMap(new TreeMap<>(indicators));
    }
}
