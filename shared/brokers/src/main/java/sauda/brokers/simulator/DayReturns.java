package sauda.brokers.simulator;

/// One day's log returns of the whole market, or of what is a stock's own.
///
/// @param gap   from the last close to the open
/// @param steps one for each bar, in order
record DayReturns(double gap, double[] steps) {

    private static final double BARS_OF_A_FULL_DAY = 75;

    /// How the market behaves for a while.
    private enum Regime {
        CALM,
        /// Drifts one way.
        TREND,
        /// Pulled back to where it began.
        RANGE,
        /// A jump, then wild for a while.
        SHOCK;

        static Regime drawn(Chance chance) {
            double draw = chance.uniform();
            return draw < 0.30 ? CALM : draw < 0.62 ? TREND : draw < 0.94 ? RANGE : SHOCK;
        }
    }

    /// @param gapVolatility standard deviation of the gap on a usual day; one day in twenty
    ///                      has three times that
    /// @param dayVolatility standard deviation of open to close on a calm full day
    static DayReturns drawn(Chance chance, double gapVolatility, double dayVolatility, int bars) {
        double gap = chance.normal() * gapVolatility * (chance.happens(0.05) ? 3 : 1);
        double[] steps = new double[bars];
        double usual = dayVolatility / StrictMath.sqrt(BARS_OF_A_FULL_DAY);
        double[] busy = Smile.volatility(bars);
        Regime regime = Regime.drawn(chance);
        double direction = chance.sign();
        double wild = 1;
        double moved = 0;
        double anchor = 0;
        double jump = regime == Regime.SHOCK ? shock(chance, dayVolatility) : 0;
        for (int i = 0; i < bars; i++) {
            if (chance.happens(0.03)) {
                regime = Regime.drawn(chance);
                direction = chance.sign();
                anchor = moved;
                jump = regime == Regime.SHOCK ? shock(chance, dayVolatility) : 0;
            }
            wild = jump != 0 ? 2.5 : 1 + (wild - 1) * 0.9;
            double noise = chance.normal() * usual * busy[i] * wild;
            steps[i] = jump
                    + switch (regime) {
                        case CALM, SHOCK -> noise;
                        case TREND -> 0.9 * noise + direction * 0.16 * usual;
                        case RANGE -> 0.85 * noise - 0.10 * (moved - anchor);
                    };
            jump = 0;
            moved += steps[i];
        }
        return new DayReturns(gap, steps);
    }

    private static double shock(Chance chance, double dayVolatility) {
        return chance.sign() * chance.between(0.4, 1.2) * dayVolatility;
    }
}
