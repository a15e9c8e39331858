package sauda.core.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import sauda.events.Symbol;

/// The tools there are: names, descriptions and strict schemas, made for one account.
/// None takes an account, a price or a limit.
final class ToolList {

    static final String NO_STRATEGY = "none";
    static final List<String> TIMEFRAMES = List.of("5m", "15m", "1h", "1d");

    private final Briefing briefing;

    ToolList(Briefing briefing) {
        this.briefing = briefing;
    }

    /// Tools that only look.
    List<ToolSpec> analysis() {
        return List.of(
                tool(
                        "get_portfolio_status",
                        "Positions, waiting orders, cash, today's profit and loss, and what is left of each limit.",
                        Map.of()),
                tool(
                        "get_market_data",
                        "Latest candles of a stock, oldest first, with its indicators. Timeframes: 5m, 15m, 1h, 1d.",
                        fields("symbol", symbol(), "timeframe", oneOf(TIMEFRAMES))));
    }

    /// Tools that ask for something to be done.
    List<ToolSpec> trading() {
        return List.of(
                tool(
                        "buy_stock",
                        "Asks to buy shares: opens a long position, or reduces a short one. We set price, stop and"
                                + " target, and cut the quantity to what the limits leave.",
                        trade(fields("symbol", symbol(), "quantity", quantity()))),
                tool(
                        "sell_stock",
                        "Asks to sell shares that are held: reduces or closes a long position."
                                + (briefing.shortsAllowed() ? " Opens a short position where nothing is held." : ""),
                        trade(fields("symbol", symbol(), "quantity", quantity()))),
                tool(
                        "execute_trade",
                        "The same as buy_stock or sell_stock, with the side as an argument.",
                        trade(fields(
                                "symbol", symbol(), "side", oneOf(List.of("BUY", "SELL")), "quantity", quantity()))),
                tool(
                        "close_position",
                        "Asks to leave the whole position in one stock.",
                        trade(fields("symbol", symbol()))),
                tool("close_all_positions", "Asks to leave every position of the account.", trade(fields())),
                tool(
                        "cancel_all_orders",
                        "Asks to cancel every waiting order of the account; positions stay.",
                        because(fields())),
                tool("hold", "Says that nothing more is to be done at this tick, and why.", because(fields())));
    }

    List<ToolSpec> all() {
        List<ToolSpec> all = new ArrayList<>(analysis());
        all.addAll(trading());
        return List.copyOf(all);
    }

    List<String> symbols() {
        return briefing.strategies().keySet().stream().map(Symbol::code).toList();
    }

    List<String> strategies() {
        TreeSet<String> names = new TreeSet<>();
        briefing.strategies()
                .values()
                .forEach(weights -> weights.stream()
                        .filter(weight -> weight.weight().compareTo(BigDecimal.ZERO) > 0)
                        .forEach(weight -> names.add(weight.strategy())));
        List<String> all = new ArrayList<>(names);
        all.add(NO_STRATEGY);
        return List.copyOf(all);
    }

    private Map<String, Object> trade(Map<String, Object> fields) {
        fields.put("strategy", oneOf(strategies()));
        return because(fields);
    }

    private static Map<String, Object> because(Map<String, Object> fields) {
        fields.put("reason", Map.of("type", "string", "maxLength", Words.LONGEST));
        fields.put("confidence", Map.of("type", "integer", "minimum", 0, "maximum", 100));
        return fields;
    }

    private Map<String, Object> symbol() {
        return oneOf(symbols());
    }

    private Map<String, Object> quantity() {
        long most = briefing.most().values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        return Map.of("type", "integer", "minimum", 1, "maximum", Math.max(1, most));
    }

    private static Map<String, Object> oneOf(List<String> values) {
        return Map.of("type", "string", "enum", values);
    }

    private static Map<String, Object> fields(Object... namesAndSchemas) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            fields.put((String) namesAndSchemas[i], namesAndSchemas[i + 1]);
        }
        return fields;
    }

    private static ToolSpec tool(String name, String description, Map<String, Object> fields) {
        return new ToolSpec(
                name,
                description,
                Map.of(
                        "type",
                        "object",
                        "properties",
                        fields,
                        "required",
                        List.copyOf(fields.keySet()),
                        "additionalProperties",
                        false));
    }
}
