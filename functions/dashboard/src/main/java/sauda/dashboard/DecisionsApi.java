package sauda.dashboard;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config.AccountSpec;
import sauda.core.decision.Tape;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.DecisionMade;
import sauda.events.EventJson.BadMessage;
import sauda.events.Order;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.events.Trade;

/// What the accounts decided, and how they came to it.
final class DecisionsApi {

    private static final int ENTRIES = 30;

    private static final String DECISIONS = "DECISION#";
    private static final List<String> ADVISORS = List.of("model", "rules", "ensemble");
    private static final List<String> TRUTHS = List.of("true", "false");
    private static final Parameter ADVISOR =
            Parameter.oneOf("advisor", ADVISORS, "decisions of advisors of this kind alone");
    private static final Parameter ACTED =
            Parameter.oneOf("acted", TRUTHS, "true: those that made an order; false: those that made none");

    private final LedgerView view;

    DecisionsApi(LedgerView view) {
        this.view = view;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "decisions",
                        Operation.reads(
                                DecisionsView.class,
                                this::decisions,
                                Parameter.LIMIT,
                                Parameter.CURSOR,
                                Parameter.ACCOUNT,
                                Parameter.SYMBOL,
                                ADVISOR,
                                ACTED,
                                Parameter.FROM,
                                Parameter.TO),
                "decision", Operation.reads(DecisionView.class, this::decision));
    }

    /// Newest first, each with its tool calls and the name of its account. With a symbol: those
    /// that made an order in it.
    ///
    /// @param next where the list goes on, null at its end; a page that a filter made short may
    ///             have a next one
    record DecisionsView(
            List<DecisionMade> invocations, @Nullable String next) {}

    private DecisionsView decisions(Request request) {
        Optional<Symbol> symbol = request.symbol("symbol");
        Optional<String> advisor = request.word("advisor", ADVISORS);
        Optional<Boolean> acted = request.word("acted", TRUTHS).map(Boolean::valueOf);
        LedgerView.Page<DecisionMade> page = view.page(
                request,
                view.partitions(request),
                DECISIONS,
                LedgerView.Bounds.of(request, DECISIONS, Keys::minute),
                DecisionMade.class,
                made -> symbol.map(wanted -> made.orders().stream()
                                        .anyMatch(order -> order.symbol().equals(wanted)))
                                .orElse(true)
                        && advisor.map(made.advisor()::equals).orElse(true)
                        && acted.map(wanted -> wanted != made.orders().isEmpty())
                                .orElse(true),
                symbol.isPresent() || advisor.isPresent() || acted.isPresent(),
                ENTRIES);
        return new DecisionsView(page.entries(), page.next());
    }

    /// @param tape     prompt, tools, each reply and result; null when there is none, or it is torn
    /// @param tapeSays `INTACT` when it still has the hash that was stored with the decision, `CHANGED`
    ///                 or `TORN` when not, `NONE` when the account decided without one
    /// @param orders   those it made that came to an executor, denied ones too, as `/api/orders`
    ///                 shows them
    /// @param trades   those that its entries began, as `/api/trades` shows them
    /// @param net      rupees that these trades came to so far, after charges; null while there is none
    /// @param readings what the account saw of its stocks at the tick, in configured order; empty
    ///                 when the tape tells it
    record DecisionView(
            DecisionMade invocation,
            String tapeSays,
            @Nullable Tape tape,
            List<TradesApi.OrderView> orders,
            List<TradesApi.TradeView> trades,
            @Nullable Rupees net,
            List<Reading> readings) {}

    private DecisionView decision(Request request) {
        AccountSpec account = view.accountAt(request.variable("account"));
        Instant t = tick(request.variable("t"));
        DecisionMade decision = view.ledger()
                .get(Keys.decision(account.name(), t))
                .map(item -> item.as(DecisionMade.class))
                .filter(made -> made.t().equals(t))
                .orElseThrow(() -> Refused.notFound("the account decided nothing at that tick"));
        Played played = view.ledger()
                .get(Keys.tape(account.name(), t))
                .map(item -> play(decision, item))
                .orElse(new Played("NONE", null));
        List<Order> orders = decision.orders().stream()
                .flatMap(order -> view.ledger().get(Keys.order(account.name(), order.id())).stream())
                .map(item -> item.as(Order.class))
                .toList();
        List<Trade> trades = orders.stream()
                .filter(order -> order.request().isEntry() && !order.fills().isEmpty())
                .flatMap(order -> view.ledger().get(Keys.trade(account.name(), order.id())).stream())
                .map(item -> item.as(Trade.class))
                .toList();
        return new DecisionView(
                decision,
                played.says(),
                played.tape(),
                orders.stream().map(TradesApi.OrderView::of).toList(),
                trades.stream().map(TradesApi.TradeView::of).toList(),
                trades.stream().map(Trade::net).reduce(Rupees::plus).orElse(null),
                played.tape() == null || played.tape().briefing().readings().isEmpty()
                        ? readings(account, t)
                        : List.of());
    }

    private List<Reading> readings(AccountSpec account, Instant t) {
        return account.stocks().stream()
                .flatMap(symbol -> view.ledger().get(Keys.reading(symbol, t)).stream())
                .map(item -> item.as(Reading.class))
                .toList();
    }

    /// A tape, and whether it is what was stored.
    private record Played(String says, @Nullable Tape tape) {}

    private static Played play(DecisionMade decision, Item item) {
        try {
            Tape tape = item.attributes().get("tape") instanceof byte[] packed ? Tape.unpack(packed) : null;
            if (tape == null) {
                return new Played("TORN", null);
            }
            return new Played(tape.hash().equals(decision.tapeHash()) ? "INTACT" : "CHANGED", tape);
        } catch (BadMessage torn) {
            return new Played("TORN", null);
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
