package sauda.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing an advisor asked for, and what became of it.
///
/// @param action     what was asked
/// @param asked      shares asked for; null when the advisor left it to the sizing
/// @param strategy   named by the advisor, or found for it; `none` where it has none
/// @param reason     the advisor's own words, cut to 500 characters
/// @param confidence 0 to 100
/// @param shares     shares after sizing; 0 when denied
/// @param bound      which bound decided the size: `ASKED`, `RISK`, `POSITION`, `CASH`, `NOTIONAL`, `HELD`
/// @param order      the order it became, null when denied before that
/// @param denied     why it was denied, all reasons; empty when it became an order
public record Proposal(
        Action action,
        Symbol symbol,
        @Nullable Long asked,
        String strategy,
        String reason,
        int confidence,
        long shares,
        String bound,
        @Nullable OrderId order,
        List<Reason> denied) {

    public enum Action {
        BUY,
        SELL_SHORT,
        CLOSE,
        CANCEL
    }

    public Proposal {
        denied = List.copyOf(denied);
    }
}
