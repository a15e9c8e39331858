package sauda.core.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.math.BigDecimal;
import sauda.events.Proposal;
import sauda.events.Proposal.Action;
import sauda.events.Reason;
import sauda.events.Side;
import sauda.events.Symbol;

/// A judge for tests: cuts to 40 shares by risk, denies what it is told to deny,
/// remembers what it was asked.
final class Accepting implements Judge {

    final List<Ask> asked = new ArrayList<>();
    final List<Symbol> denied = new ArrayList<>();
    int restarts;

    @Override
    public List<Proposal> judge(Ask ask) {
        asked.add(ask);
        return switch (ask) {
            case Ask.Enter(var symbol, var side, var shares, var strategy, var reason, var confidence) ->
                List.of(proposal(
                        side == Side.BUY ? Action.BUY : Action.SELL_SHORT,
                        symbol,
                        shares,
                        strategy,
                        reason,
                        confidence));
            case Ask.Close(var symbol, var shares, var strategy, var reason, var confidence) ->
                List.of(proposal(Action.CLOSE, symbol, shares, strategy, reason, confidence));
            case Ask.CancelAll cancel -> List.of();
        };
    }

    private Proposal proposal(
            Action action, Symbol symbol, Long asked, String strategy, String reason, int confidence) {
        boolean no = denied.contains(symbol);
        long shares = asked == null ? 40 : Math.min(asked, 40);
        return new Proposal(
                action,
                symbol,
                asked,
                strategy == null ? "none" : strategy,
                reason,
                confidence,
                no ? 0 : shares,
                shares < 40 ? "ASKED" : "RISK",
                null,
                no
                        ? List.of(new Reason(
                                "MAX_POSITIONS", Map.of("open", new BigDecimal(3), "limit", new BigDecimal(3))))
                        : List.of());
    }

    @Override
    public void restart() {
        restarts++;
        asked.clear();
    }
}
