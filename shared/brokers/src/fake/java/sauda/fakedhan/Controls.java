package sauda.fakedhan;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;

/// The trader's own brakes, for the day.
final class Controls {

    private boolean killed;
    private @Nullable PnlExit pnlExit;

    /// @param profit rupees above which everything is sold
    /// @param loss   rupees lost below which everything is sold; a positive number
    record PnlExit(Rupees profit, Rupees loss, Set<ProductType> products, boolean killSwitch) {

        PnlExit {
            products = Set.copyOf(products);
        }

        boolean isReached(Rupees pnl) {
            return !pnl.below(profit) || !pnl.above(loss.negated());
        }
    }

    boolean isKilled() {
        return killed;
    }

    void kill(boolean on) {
        killed = on;
    }

    @Nullable
    PnlExit pnlExit() {
        return pnlExit;
    }

    void pnlExit(@Nullable PnlExit exit) {
        pnlExit = exit;
    }

    void newDay() {
        killed = false;
        pnlExit = null;
    }
}
