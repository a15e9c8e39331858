package sauda.local.standin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.decision.Tape.Price;
import sauda.events.EventJson;
import sauda.events.Sha256;

/// A stand-in for a language model: it reads the prompt it is sent and answers by a
/// stated policy, the same bytes for the same request. It is no model and no advice.
///
/// - Both leave a long position on any SELL signal of its stock.
/// - `stand-in/bold` buys on any BUY signal where it holds nothing and nothing says
///   SELL, and asks for as many shares as one call may.
/// - `stand-in/careful` looks at the 15-minute candles first, buys only at a strength of
///   60 or more with the hourly trend UP, and asks for half as many.
/// - Else they hold. One call in a reply; exits first; what does not fit into the
///   replies waits for the next tick.
public final class StandInModel {

    public static final String BOLD = "stand-in/bold";
    public static final String CAREFUL = "stand-in/careful";

    /// What it bills: as cheap as small models are.
    public static final Map<String, Price> PRICES = Map.of(
            BOLD, new Price(new BigDecimal("0.10"), new BigDecimal("0.50")),
            CAREFUL, new Price(new BigDecimal("0.20"), new BigDecimal("1.00")));

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal SURE = BigDecimal.valueOf(60);
    private static final int TRADES = 3;

    private StandInModel() {}

    public static ModelServer start() {
        return ModelServer.start(StandInModel::answer);
    }

    static ModelServer.Answer answer(ModelServer.Asked asked) {
        if (asked.headers().getOrDefault("Authorization", List.of()).stream()
                .noneMatch(header -> header.startsWith("Bearer ") && header.length() > 7)) {
            return Chat.error(401, "No auth credentials found");
        }
        Chat chat;
        try {
            chat = Chat.of(asked.body());
        } catch (EventJson.BadMessage notJson) {
            return Chat.error(400, "the body is not JSON");
        }
        Price price = PRICES.get(chat.model());
        if (price == null) {
            return Chat.error(404, "No endpoints found for " + chat.model() + ".");
        }
        String fault = chat.fault();
        return fault != null ? Chat.error(400, fault) : ModelServer.Answer.json(200, reply(chat, asked.body(), price));
    }

    private static String reply(Chat chat, String request, Price price) {
        String hash = Sha256.hex(request);
        boolean thinks = Character.digit(hash.charAt(0), 16) % 2 == 0;
        int turn = chat.messages("assistant").size();
        List<Step> plan = plan(chat.model(), Sheet.of(chat.text("user")));
        Step step = turn < plan.size() ? plan.get(turn) : null;
        Map<String, Object> message = step == null
                ? Chat.message(closing(chat), List.of())
                : Chat.message(
                        null,
                        List.of(Chat.call(
                                (thinks ? Thinking.MARK : "call_") + hash.substring(0, 12),
                                step.tool,
                                EventJson.write(step.arguments))));
        if (thinks) {
            message.put("reasoning_details", Thinking.about("turn " + (turn + 1) + " of " + hash.substring(12, 20)));
        }
        String finish = step == null ? "stop" : "tool_calls";
        return EventJson.write(Chat.completion(
                "gen-" + hash.substring(0, 16), chat.model(), finish, message, usage(request, message, price)));
    }

    /// One call of the policy.
    private record Step(String tool, Map<String, Object> arguments) {}

    private static List<Step> plan(String model, Sheet sheet) {
        boolean careful = model.equals(CAREFUL);
        List<Step> trades = new ArrayList<>();
        sheet.stocks().values().forEach(stock -> {
            Sheet.Signal sell = stock.strongest("SELL");
            if (sell != null && "LONG".equals(sheet.positions().get(stock.symbol))) {
                trades.add(leave(stock, sell));
            }
        });
        int slots = sheet.minutesForEntries() > 0 ? sheet.slotsLeft() : 0;
        for (Sheet.Stock stock : sheet.stocks().values()) {
            Sheet.Signal buy = wanted(careful, sheet, stock);
            if (buy != null && slots > 0) {
                trades.add(buy(careful, stock, buy));
                slots--;
            }
        }
        if (trades.isEmpty()) {
            return List.of(hold(sheet));
        }
        List<Step> plan = new ArrayList<>();
        if (careful) {
            plan.add(new Step(
                    "get_market_data",
                    Map.of("symbol", trades.getFirst().arguments.get("symbol"), "timeframe", "15m")));
        }
        plan.addAll(trades.subList(0, Math.min(trades.size(), TRADES - plan.size())));
        return plan;
    }

    private static Sheet.@Nullable Signal wanted(boolean careful, Sheet sheet, Sheet.Stock stock) {
        Sheet.Signal buy = stock.strongest("BUY");
        if (buy == null || stock.strongest("SELL") != null || sheet.positions().containsKey(stock.symbol)) {
            return null;
        }
        boolean sure = buy.strength().compareTo(SURE) >= 0 && stock.hourTrend.equals("UP");
        return !careful || sure ? buy : null;
    }

    private static Step buy(boolean careful, Sheet.Stock stock, Sheet.Signal signal) {
        Map<String, Object> arguments = because(stock, signal);
        arguments.put("quantity", Math.max(1, careful ? stock.most / 2 : stock.most));
        return new Step("buy_stock", arguments);
    }

    private static Step leave(Sheet.Stock stock, Sheet.Signal signal) {
        return new Step("close_position", because(stock, signal));
    }

    private static Map<String, Object> because(Sheet.Stock stock, Sheet.Signal signal) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("symbol", stock.symbol);
        arguments.put("strategy", signal.strategy());
        arguments.put(
                "reason",
                "Stand-in: " + signal.strategy() + " says " + signal.side() + " at " + signal.entry()
                        + " with strength "
                        + signal.strength().toPlainString() + ", stop " + signal.stop() + ", last " + stock.last
                        + " after a previous close of " + stock.previousClose + ".");
        arguments.put(
                "confidence",
                signal.strength().setScale(0, RoundingMode.HALF_UP).intValue());
        return arguments;
    }

    private static Step hold(Sheet sheet) {
        String seen = sheet.stocks().values().stream()
                .filter(stock -> !stock.last.isEmpty())
                .findFirst()
                .map(stock -> stock.symbol + " last " + stock.last + ", previous close " + stock.previousClose)
                .orElse("no data");
        return new Step("hold", Map.of("reason", "Stand-in: nothing to act on; " + seen + ".", "confidence", 50));
    }

    private static String closing(Chat chat) {
        long taken = chat.messages("tool").stream()
                .filter(message -> String.valueOf(message.get("content")).contains("\"ok\":true"))
                .count();
        return "Stand-in: done, " + taken + " of " + chat.messages("tool").size() + " calls were taken.";
    }

    private static Map<String, Object> usage(String request, Map<String, Object> message, Price price) {
        long in = request.length() / 4 + 1L;
        long out = EventJson.write(message).length() / 4 + 1L;
        BigDecimal cost = price.input()
                .multiply(BigDecimal.valueOf(in))
                .add(price.output().multiply(BigDecimal.valueOf(out)))
                .divide(MILLION);
        return Map.of("prompt_tokens", in, "completion_tokens", out, "total_tokens", in + out, "cost", cost);
    }
}
