package sauda.core.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.DecisionMade;
import sauda.events.DecisionMade.Measured;
import sauda.events.DecisionMade.State;
import sauda.events.Rupees;

/// Decisions before and without an advisor's answer.
final class Decisions {

    private Decisions() {}

    static Item item(DecisionMade decision) {
        return Item.whole(
                Keys.decision(decision.account(), decision.t()),
                "decision",
                decision,
                Map.of("state", decision.state().name()));
    }

    static DecisionMade claimed(AccountSpec account, Instant t, Instant deadline) {
        return new DecisionMade(
                account.name(),
                t,
                State.CLAIMED,
                account.advisor().name().toLowerCase(Locale.ROOT),
                account.model(),
                false,
                deadline,
                "claimed",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                0,
                Rupees.ZERO,
                null,
                null,
                new Measured(0));
    }

    /// The account holds, for a coded reason.
    static DecisionMade held(DecisionMade claimed, String code) {
        return new DecisionMade(
                claimed.account(),
                claimed.t(),
                State.DECIDED,
                claimed.advisor(),
                claimed.model(),
                claimed.standIn(),
                claimed.deadline(),
                code,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                0,
                Rupees.ZERO,
                null,
                null,
                new Measured(0));
    }
}
