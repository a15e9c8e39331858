package sauda.brokers.simulator;

/// How far the whole market, or what is a stock's own, moves in a day, in log returns.
///
/// @param gap from the last close to the open
/// @param day from open to close
record Move(double gap, double day) {

    static final double MARKET_DAY = 0.0085;
    static final double OWN_DAY = 0.0090;
    private static final double MARKET_GAP = 0.0040;
    private static final double OWN_GAP = 0.0045;

    static Move ofMarket(Chance chance) {
        return drawn(chance, MARKET_GAP, MARKET_DAY);
    }

    static Move ofStock(Chance chance) {
        return drawn(chance, OWN_GAP, OWN_DAY);
    }

    /// Some days bring news: one night in twenty, one day in sixteen.
    private static Move drawn(Chance chance, double gap, double day) {
        double night = chance.happens(0.05) ? 3 : 1;
        double news = chance.happens(0.06) ? 2 : 1;
        return new Move(chance.normal() * gap * night, chance.normal() * day * news);
    }
}
