package sauda.core.portfolio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;

/// Whether so many trades say anything. They do when there are at least 30 of them and the mean
/// of their net results lies more than two standard errors from nothing: chance alone does that
/// once in about twenty times. Trades of one day move together, so even then it is a hint.
///
/// @param significant whether both hold; a loss may be significant too
/// @param trades      closed ones
/// @param needed      least number of them
/// @param t           mean of the net results over its standard error, two decimals; null under
///                    two trades, or when all results are alike
/// @param because     in words, such as `7 trades: not significant`
public record Significance(
        boolean significant,
        int trades,
        int needed,
        @Nullable BigDecimal t,
        String because) {

    public static final int NEEDED = 30;

    private static final double BEYOND = 2;

    /// @param nets result of each closed trade after its charges
    public static Significance of(List<Rupees> nets) {
        int count = nets.size();
        double t = Spread.of(nets.stream().map(Rupees::amount).toList())
                .map(spread -> spread.mean() / (spread.deviation() / Math.sqrt(count)))
                .orElse(Double.NaN);
        boolean significant = count >= NEEDED && Math.abs(t) > BEYOND;
        String trades = count + (count == 1 ? " trade" : " trades");
        String measured = count < NEEDED || Double.isNaN(t) ? "" : String.format(Locale.ROOT, ", t = %.2f", t);
        String verdict = !significant ? "not significant" : t > 0 ? "significant" : "a significant loss";
        return new Significance(
                significant,
                count,
                NEEDED,
                Double.isNaN(t) ? null : BigDecimal.valueOf(t).setScale(2, RoundingMode.HALF_UP),
                trades + measured + ": " + verdict);
    }
}
