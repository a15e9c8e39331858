package sauda.brokers.simulator;

/// How a day moves between its open and its close: log returns from bar to bar, through
/// calm, trends, ranges and shocks. Where it ends is decided by [Move].
final class Shape {

    private static final double BARS_OF_A_FULL_DAY = 75;

    private Shape() {}

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

    /// @param dayDeviation standard deviation from open to close on a calm full day
    static double[] drawn(Chance chance, double dayDeviation, int bars) {
        double[] steps = new double[bars];
        double usual = usualStep(dayDeviation);
        double[] busy = Smile.volatility(bars);
        Regime regime = Regime.CALM;
        double direction = 1;
        double wild = 1;
        double moved = 0;
        double anchor = 0;
        for (int i = 0; i < bars; i++) {
            double jump = 0;
            if (i == 0 || chance.happens(0.03)) {
                regime = Regime.drawn(chance);
                direction = chance.sign();
                anchor = moved;
                if (regime == Regime.SHOCK) {
                    jump = direction * chance.between(0.4, 1.2) * dayDeviation;
                    wild = 2.5;
                }
            }
            double noise = chance.normal() * usual * busy[i] * wild;
            steps[i] = switch (regime) {
                case CALM, SHOCK -> jump + noise;
                case TREND -> 0.9 * noise + direction * 0.16 * usual;
                case RANGE -> 0.85 * noise - 0.10 * (moved - anchor);
            };
            moved += steps[i];
            wild = 1 + (wild - 1) * 0.9;
        }
        return steps;
    }

    /// Standard deviation of a usual bar's return.
    static double usualStep(double dayDeviation) {
        return dayDeviation / StrictMath.sqrt(BARS_OF_A_FULL_DAY);
    }
}
