package sauda.dashboard;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config.AccountSpec;
import sauda.core.decision.Tape;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.DecisionMade;
import sauda.events.EventJson.BadMessage;

/// What the accounts decided, and how they came to it.
final class DecisionsApi {

    private static final int ENTRIES = 30;

    private final LedgerView view;

    DecisionsApi(LedgerView view) {
        this.view = view;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "decisions", Operation.reads(DecisionsView.class, this::decisions, Parameter.LIMIT, Parameter.ACCOUNT),
                "decision", Operation.reads(DecisionView.class, this::decision));
    }

    /// Newest first, each with its tool calls and the name of its account.
    record DecisionsView(List<DecisionMade> invocations) {}

    private DecisionsView decisions(Request request) {
        return new DecisionsView(view.newest(
                view.accounts(request),
                "DECISION#",
                DecisionMade.class,
                decision -> true,
                false,
                Comparator.comparing(DecisionMade::t).thenComparing(DecisionMade::account),
                request.limit(ENTRIES)));
    }

    /// @param tape     prompt, tools, each reply and result; null when there is none, or it is torn
    /// @param tapeSays `INTACT` when it still has the hash that was stored with the decision, `CHANGED`
    ///                 or `TORN` when not, `NONE` when the account decided without one
    record DecisionView(
            DecisionMade invocation,
            String tapeSays,
            @Nullable Tape tape) {}

    private DecisionView decision(Request request) {
        AccountSpec account = view.accountAt(request.variable("account"));
        Instant t = tick(request.variable("t"));
        DecisionMade decision = view.ledger()
                .get(Keys.decision(account.name(), t))
                .map(item -> item.as(DecisionMade.class))
                .filter(made -> made.t().equals(t))
                .orElseThrow(() -> Refused.notFound("the account decided nothing at that tick"));
        return view.ledger()
                .get(Keys.tape(account.name(), t))
                .map(item -> withTape(decision, item))
                .orElse(new DecisionView(decision, "NONE", null));
    }

    private static DecisionView withTape(DecisionMade decision, Item item) {
        try {
            Tape tape = item.attributes().get("tape") instanceof byte[] packed ? Tape.unpack(packed) : null;
            if (tape == null) {
                return new DecisionView(decision, "TORN", null);
            }
            return new DecisionView(decision, tape.hash().equals(decision.tapeHash()) ? "INTACT" : "CHANGED", tape);
        } catch (BadMessage torn) {
            return new DecisionView(decision, "TORN", null);
        }
    }

    /// An instant such as `2024-01-15T04:45:00Z`, or a minute in India such as `2024-01-15T10:15`.
    private static Instant tick(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(TradingCalendar.INDIA).toInstant();
        } catch (DateTimeParseException bad) {
            throw Refused.parameter(
                    "t", "t is an instant such as 2024-01-15T04:45:00Z or a minute in India such as 2024-01-15T10:15");
        }
    }
}
