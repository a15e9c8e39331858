package sauda.local.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sauda.core.config.Config;
import sauda.core.decision.Tape;
import sauda.core.desk.DecisionReplay;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.decisions.model.TapeReplay;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// What came of making a stored decision again: its tape's answers, our rules, no network.
///
/// @param orders   that it asked for, cancels not counted
/// @param differs  what is not the same, byte for byte; empty when all is
public record Replay(String account, String time, int orders, List<String> differs) {

    private static final String TAPES = "TAPE#";
    private static final int EVERYTHING = 1_000_000;

    public Replay {
        differs = List.copyOf(differs);
    }

    public boolean isSame() {
        return differs.isEmpty();
    }

    /// Every decision of an account that has a tape.
    ///
    /// @param time what its minute in India starts with, such as `2024-01-15` or empty
    public static List<Replay> all(Ledger ledger, Config config, String account, String time) {
        return ledger.list(Keys.ofAccount(account), TAPES + time, false, EVERYTHING).stream()
                .map(tape -> one(ledger, config, account, tape))
                .toList();
    }

    private static Replay one(Ledger ledger, Config config, String account, Item stored) {
        String time = stored.key().sort().substring(TAPES.length());
        DecisionMade made = ledger.get(new Key(Keys.ofAccount(account), "DECISION#" + time))
                .orElseThrow()
                .as(DecisionMade.class);
        int orders = made.orders().size();
        try {
            DecisionReplay again = DecisionReplay.of(config, stored);
            Tape tape = TapeReplay.again(again.tape(), again.judge());
            List<String> differs = new ArrayList<>();
            compare("tape", made.tapeHash() == null ? "" : made.tapeHash(), tape.hash(), differs);
            compare("proposals", EventJson.write(made.proposals()), EventJson.write(tape.proposals()), differs);
            compare("tool calls", EventJson.write(made.toolCalls()), EventJson.write(tape.toolCalls()), differs);
            compare("orders", EventJson.write(made.orders()), EventJson.write(again.orders(expiry(made))), differs);
            compare("cancels", EventJson.write(made.cancels()), EventJson.write(again.cancels()), differs);
            return new Replay(account, time, orders, differs);
        } catch (BadMessage | IllegalArgumentException changed) {
            return new Replay(account, time, orders, List.of(String.valueOf(changed.getMessage())));
        }
    }

    private static Instant expiry(DecisionMade made) {
        return made.orders().isEmpty()
                ? made.deadline()
                : made.orders().getFirst().expiresAt();
    }

    private static void compare(String what, String made, String again, List<String> differs) {
        if (!made.equals(again)) {
            differs.add(what + " were " + made + " and now are " + again);
        }
    }
}
