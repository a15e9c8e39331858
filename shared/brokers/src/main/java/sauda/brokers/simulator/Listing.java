package sauda.brokers.simulator;

import java.util.Map;
import sauda.events.Symbol;

/// What kind of stock it is.
///
/// @param level     rupees around which its price wanders over the years
/// @param beta      how strongly it follows the market
/// @param own       how strongly it moves by itself, 1 for a usual large stock
/// @param dayShares shares traded in a usual full day
record Listing(double level, double beta, double own, double dayShares) {

    private static final Map<String, Listing> KNOWN = Map.of(
            "RELIANCE", new Listing(1_400, 1.05, 1.0, 9_000_000),
            "TCS", new Listing(3_100, 0.85, 0.95, 2_500_000),
            "INFY", new Listing(1_500, 0.95, 1.1, 7_000_000),
            "HDFCBANK", new Listing(980, 1.0, 0.9, 22_000_000),
            "ICICIBANK", new Listing(1_380, 1.1, 0.95, 11_000_000));

    static Listing of(Symbol symbol) {
        Listing known = KNOWN.get(symbol.code());
        if (known != null) {
            return known;
        }
        Chance chance = new Chance.Purpose(0, "listing " + symbol).always();
        double level = 150 * StrictMath.exp(chance.uniform() * StrictMath.log(25));
        return new Listing(level, chance.between(0.7, 1.3), chance.between(0.9, 1.4), 8e9 / level);
    }
}
