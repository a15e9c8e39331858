package sauda.core.decision;

import org.jspecify.annotations.Nullable;
import sauda.events.Side;
import sauda.events.Symbol;

/// What an advisor asks for. It names neither account nor price nor limit: those are
/// ours.
public sealed interface Ask {

    String reason();

    /// 0 to 100
    int confidence();

    /// @param side     BUY opens a long position, SELL a short one
    /// @param asked    shares, or null to leave the size to the rules
    /// @param strategy whose stop and target to use, or null for the best there is
    record Enter(
            Symbol symbol,
            Side side,
            @Nullable Long asked,
            @Nullable String strategy,
            String reason,
            int confidence) implements Ask {}

    /// @param asked shares, or null for all
    record Close(
            Symbol symbol, @Nullable Long asked, @Nullable String strategy, String reason, int confidence)
            implements Ask {}

    /// Cancels every waiting order of the account; positions stay.
    record CancelAll(String reason, int confidence) implements Ask {}
}
