package sauda.local.storm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Prices that wander about ₹1,000, inside the day's band. In paise, on the tick grid.
final class Market {

    static final Rupees TICK = Rupees.of("0.05");
    static final Rupees LOW = Rupees.of(900);
    static final Rupees HIGH = Rupees.of(1_100);

    private static final int STEP = 5;
    private static final int START = 100_000;
    private static final int LEAST = 91_000;
    private static final int MOST = 109_000;
    private static final int FURTHEST_JUMP = 600;

    private final Weather weather;
    private final Map<Symbol, Long> prices = new TreeMap<>();
    private final int restless;

    Market(Weather weather, List<Symbol> symbols) {
        this.weather = weather;
        this.restless = 2 + weather.below(weather.oneIn(3) ? 100 : 25);
        symbols.forEach(symbol -> prices.put(symbol, START + STEP * (long) weather.below(400)));
    }

    void move() {
        prices.replaceAll((symbol, price) -> {
            int most = weather.strikes(Fault.PRICE_JUMP) ? FURTHEST_JUMP : restless;
            return Math.clamp(price + STEP * weather.between(-most, most), (long) LEAST, MOST);
        });
    }

    long price(Symbol symbol) {
        return prices.getOrDefault(symbol, (long) START);
    }
}
