package sauda.core.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.decision.Arguments.Refused;
import sauda.events.EventJson;
import sauda.events.Position;
import sauda.events.Proposal;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.ToolCall;

/// The tools of one decision: what may be asked, asked at once of the [Judge], and
/// everything that was asked. A model's call comes in as text and is believed in
/// nothing.
public final class Tools {

    /// Calls for information that one decision may make.
    static final int LOOK_UPS = 20;

    /// Proposals of a model that one decision keeps: far more than an account has
    /// positions, so that exits are not bounded, yet a decision always fits into one
    /// item of the ledger.
    static final int PROPOSALS = 60;

    private final Briefing briefing;
    private final Judge judge;
    private final int maxEntryCalls;
    private final ToolList list;
    private final Map<String, ToolSpec> specs = new LinkedHashMap<>();
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private int entryCalls;
    private int lookUps;
    private @Nullable String heldBecause;

    /// @param maxEntryCalls entry calls that are judged; further ones are refused
    public Tools(Briefing briefing, Judge judge, int maxEntryCalls) {
        this.briefing = briefing;
        this.judge = judge;
        this.maxEntryCalls = maxEntryCalls;
        this.list = new ToolList(briefing);
        list.all().forEach(spec -> specs.put(spec.name(), spec));
    }

    public Briefing briefing() {
        return briefing;
    }

    public int maxEntryCalls() {
        return maxEntryCalls;
    }

    /// All tools, in the order in which they are shown.
    public List<ToolSpec> specs() {
        return list.all();
    }

    /// The tools that only look.
    public List<ToolSpec> analysis() {
        return list.analysis();
    }

    /// Asks directly, as the rules do.
    public List<Proposal> ask(Ask ask) {
        List<Proposal> judged = judge.judge(ask);
        proposals.addAll(judged);
        return judged;
    }

    /// Answers one call of a model. Never throws for what a model may write.
    ///
    /// @param round     1 for the model's first reply
    /// @param arguments the model's own text
    /// @return one JSON object: `{"ok":true,…}`, or `{"ok":false,"code":…}` with what
    ///         was expected or the numbers that denied it
    public String call(int round, String tool, String arguments) {
        Map<String, Object> answer;
        try {
            ToolSpec spec = specs.get(tool);
            if (spec == null) {
                throw new Refused(Refusal.UNKNOWN_TOOL, null, "one of " + specs.keySet());
            }
            answer = answer(tool, Arguments.of(arguments, spec));
        } catch (Refused refused) {
            answer = refused(refused);
        }
        String result = EventJson.write(answer);
        String kept = arguments.length() > Arguments.LONGEST ? arguments.substring(0, Arguments.LONGEST) : arguments;
        calls.add(new ToolCall(round, Words.clean(tool, 64), kept, result, Boolean.TRUE.equals(answer.get("ok"))));
        return result;
    }

    /// Throws away everything that was asked: another model begins anew.
    public void restart() {
        proposals.clear();
        calls.clear();
        entryCalls = 0;
        lookUps = 0;
        heldBecause = null;
        judge.restart();
    }

    /// Takes over the calls of an ensemble's member, for the record alone.
    void heard(List<ToolCall> ofMember) {
        calls.addAll(ofMember);
    }

    /// Everything that was asked for, in order, with what became of it.
    public List<Proposal> proposals() {
        return List.copyOf(proposals);
    }

    public List<ToolCall> calls() {
        return List.copyOf(calls);
    }

    /// The reason given with the last `hold`, or null when there was none.
    public @Nullable String heldBecause() {
        return heldBecause;
    }

    private Map<String, Object> answer(String tool, Arguments given) throws Refused {
        return switch (tool) {
            case "get_portfolio_status" -> lookUp(() -> Answers.portfolio(briefing));
            case "get_market_data" -> marketData(given);
            case "buy_stock" -> trade(given, Side.BUY);
            case "sell_stock" -> trade(given, Side.SELL);
            case "execute_trade" ->
                trade(given, Side.valueOf(given.oneOf("side", List.of("BUY", "SELL"), Refusal.BAD_SIDE)));
            case "close_position" -> closePosition(given);
            case "close_all_positions" -> closeAll(given);
            case "cancel_all_orders" -> judged(new Ask.CancelAll(given.reason(), given.confidence()));
            default -> hold(given);
        };
    }

    private Map<String, Object> trade(Arguments given, Side side) throws Refused {
        Symbol symbol = given.symbol(list.symbols());
        long shares = given.quantity(briefing.most().getOrDefault(symbol, 0L));
        String strategy = strategy(given, symbol);
        String reason = given.reason();
        int confidence = given.confidence();
        Side held = held(symbol);
        if (held == side.opposite()) {
            return judged(new Ask.Close(symbol, shares, strategy, reason, confidence));
        }
        if (side == Side.SELL && !briefing.shortsAllowed()) {
            throw new Refused(Refusal.NOTHING_HELD, "symbol", "a stock that is held");
        }
        if (entryCalls >= maxEntryCalls) {
            throw new Refused(Refusal.ENTRY_CALLS, null, "at most " + maxEntryCalls + " entry calls in a decision");
        }
        entryCalls++;
        return judged(new Ask.Enter(symbol, side, shares, strategy, reason, confidence));
    }

    private Map<String, Object> closePosition(Arguments given) throws Refused {
        Symbol symbol = given.symbol(list.symbols());
        String strategy = strategy(given, symbol);
        String reason = given.reason();
        int confidence = given.confidence();
        if (held(symbol) == null) {
            throw new Refused(Refusal.NOTHING_HELD, "symbol", "a stock that is held");
        }
        return judged(new Ask.Close(symbol, null, strategy, reason, confidence));
    }

    private Map<String, Object> closeAll(Arguments given) throws Refused {
        String named = given.oneOf("strategy", list.strategies(), Refusal.UNKNOWN_STRATEGY);
        String strategy = named.equals(ToolList.NO_STRATEGY) ? null : named;
        String reason = given.reason();
        int confidence = given.confidence();
        List<Position> held = briefing.positions().stream()
                .filter(position -> position.open() > 0)
                .toList();
        if (held.isEmpty()) {
            throw new Refused(Refusal.NOTHING_HELD, null, "a position");
        }
        boundProposals();
        List<Proposal> judged = new ArrayList<>();
        for (Position position : held) {
            judged.addAll(ask(new Ask.Close(position.symbol(), null, strategy, reason, confidence)));
        }
        return Answers.judged(judged);
    }

    private Map<String, Object> hold(Arguments given) throws Refused {
        given.confidence();
        heldBecause = given.reason();
        return Map.of("ok", true);
    }

    private Map<String, Object> marketData(Arguments given) throws Refused {
        Symbol symbol = given.symbol(list.symbols());
        if ("1m".equals(given.raw("timeframe"))) {
            throw new Refused(Refusal.NOT_AVAILABLE, "timeframe", "one of " + ToolList.TIMEFRAMES);
        }
        String frame = given.oneOf("timeframe", ToolList.TIMEFRAMES, Refusal.BAD_TIMEFRAME);
        var reading = briefing.reading(symbol);
        if (reading.isEmpty()) {
            throw new Refused(Refusal.DATA_MISSING, "symbol", "a stock with a candle at this tick");
        }
        return lookUp(() -> Answers.market(reading.get(), frame));
    }

    private Map<String, Object> lookUp(java.util.function.Supplier<Map<String, Object>> answer) throws Refused {
        if (lookUps >= LOOK_UPS) {
            throw new Refused(Refusal.LOOK_UPS, null, "at most " + LOOK_UPS + " calls for information in a decision");
        }
        lookUps++;
        return answer.get();
    }

    private Map<String, Object> judged(Ask ask) throws Refused {
        boundProposals();
        return Answers.judged(ask(ask));
    }

    private void boundProposals() throws Refused {
        if (proposals.size() >= PROPOSALS) {
            throw new Refused(Refusal.TOO_MUCH, null, "at most " + PROPOSALS + " orders asked for in a decision");
        }
    }

    private @Nullable String strategy(Arguments given, Symbol symbol) throws Refused {
        String named = given.oneOf("strategy", list.strategies(), Refusal.UNKNOWN_STRATEGY);
        if (named.equals(ToolList.NO_STRATEGY)) {
            return null;
        }
        if (briefing.weight(symbol, named).signum() <= 0) {
            throw new Refused(Refusal.UNKNOWN_STRATEGY, "strategy", "a strategy that the account uses in this stock");
        }
        return named;
    }

    private @Nullable Side held(Symbol symbol) {
        return briefing.position(symbol)
                .filter(position -> position.open() > 0)
                .map(Position::side)
                .orElse(null);
    }

    private static Map<String, Object> refused(Refused refused) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", false);
        answer.put("code", refused.code.name());
        if (refused.field != null) {
            answer.put("field", refused.field);
        }
        answer.put("expected", refused.expected);
        return answer;
    }
}
