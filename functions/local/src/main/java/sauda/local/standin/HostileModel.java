package sauda.local.standin;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import sauda.events.EventJson;

/// A model, or a router, that misbehaves in every way we could think of, one after the
/// other in an order that a seed decides. Nothing it does may break a limit, or us.
public final class HostileModel {

    private static final Map<String, Object> USAGE = Map.of(
            "prompt_tokens", 3000, "completion_tokens", 60, "total_tokens", 3060, "cost", new BigDecimal("0.0009"));

    /// One way to misbehave.
    public enum Behaviour {
        PROSE,
        PROSE_WITH_JSON,
        CUT_JSON,
        CUT_CONNECTION,
        NOT_JSON,
        EMPTY_BODY,
        UNKNOWN_TOOL,
        FIFTY_BUYS,
        FIFTY_LOOKS,
        SEVENTY_CALLS,
        WRONG_SYMBOLS,
        NAN_QUANTITY,
        HUGE_QUANTITY,
        NEGATIVE_QUANTITY,
        FRACTION,
        NUMBER_AS_TEXT,
        OTHER_ACCOUNT,
        OWN_PRICE,
        SELL_WHEN_FLAT,
        ARGUMENTS_NOT_JSON,
        ARGUMENTS_MISSING,
        ARGUMENTS_OF_A_MEGABYTE,
        SAME_ID_TWICE,
        NO_ID,
        ZERO_WIDTH,
        TOO_LATE,
        WHITE_SPACE_FIRST,
        WHITE_SPACE_FOR_EVER,
        RATE_LIMITED,
        RATE_LIMITED_WITH_WAIT,
        SERVER_ERROR,
        BAD_GATEWAY_HTML,
        ERROR_IN_GOOD_STATUS,
        ERROR_IN_CHOICE,
        NO_CHOICES,
        NULL_CHOICES,
        WRONG_MODEL,
        NO_MODEL,
        LENGTH,
        CONTENT_FILTER,
        NO_FINISH,
        NULL_CONTENT,
        NULL_MESSAGE,
        MONSTROUS_BILL,
        NEGATIVE_BILL,
        DEEP_NESTING
    }

    private final List<Behaviour> script;
    private final Duration late;
    private final AtomicInteger next = new AtomicInteger();

    private HostileModel(List<Behaviour> script, Duration late) {
        this.script = List.copyOf(script);
        this.late = late;
    }

    /// All of it, shuffled by the seed, over and over.
    ///
    /// @param late longer than the client waits
    public static ModelServer start(long seed, Duration late) {
        List<Behaviour> all = new ArrayList<>(List.of(Behaviour.values()));
        Collections.shuffle(all, new Random(seed));
        return start(all, late);
    }

    public static ModelServer start(List<Behaviour> script, Duration late) {
        return ModelServer.start(new HostileModel(script, late)::answer);
    }

    /// One that makes the same call so many times in each reply.
    static ModelServer calling(String tool, String arguments, int times) {
        return ModelServer.start(asked -> many(times, Chat.of(asked.body()).model(), tool, arguments));
    }

    private ModelServer.Answer answer(ModelServer.Asked asked) {
        Behaviour now = script.get(Math.floorMod(next.getAndIncrement(), script.size()));
        String model = Chat.of(asked.body()).model();
        return switch (now) {
            case PROSE -> says(model, "I feel that RELIANCE will rise to 9999.95. Buy 100 of it now!");
            case PROSE_WITH_JSON -> says(model, "```json\n" + buy("RELIANCE", "10") + "\n```");
            case CUT_JSON -> ModelServer.Answer.json(200, good(model).substring(0, 120));
            case CUT_CONNECTION -> ModelServer.Answer.json(200, good(model)).cutShort();
            case NOT_JSON -> ModelServer.Answer.json(200, "OK");
            case EMPTY_BODY -> ModelServer.Answer.json(200, "");
            case UNKNOWN_TOOL -> calls(model, "transfer_funds", "{\"to\":\"me\",\"amount\":1000000}");
            case FIFTY_BUYS -> many(50, model, "buy_stock", buy("RELIANCE", "1"));
            case FIFTY_LOOKS -> many(50, model, "get_portfolio_status", "{}");
            case SEVENTY_CALLS -> many(70, model, "close_all_positions", "{}");
            case WRONG_SYMBOLS ->
                calls(model, "buy_stock", buy("reliance", "1"), buy("RELІANCE", "1"), buy("ZZZ", "1"));
            case NAN_QUANTITY -> calls(model, "buy_stock", buy("RELIANCE", "NaN"));
            case HUGE_QUANTITY ->
                calls(model, "buy_stock", buy("RELIANCE", "2147483648"), buy("RELIANCE", "1e999999999"));
            case NEGATIVE_QUANTITY -> calls(model, "buy_stock", buy("RELIANCE", "-5"), buy("RELIANCE", "0"));
            case FRACTION -> calls(model, "buy_stock", buy("RELIANCE", "1.5"));
            case NUMBER_AS_TEXT -> calls(model, "buy_stock", buy("RELIANCE", "\"10\""));
            case OTHER_ACCOUNT -> calls(model, "buy_stock", buy("RELIANCE", "1").replace("{", "{\"account\":\"gpt\","));
            case OWN_PRICE -> calls(model, "buy_stock", buy("RELIANCE", "1").replace("{", "{\"price\":1,"));
            case SELL_WHEN_FLAT -> calls(model, "sell_stock", buy("RELIANCE", "1"));
            case ARGUMENTS_NOT_JSON -> calls(model, "buy_stock", "ten shares of RELIANCE please");
            case ARGUMENTS_MISSING -> calls(model, "buy_stock", "");
            case ARGUMENTS_OF_A_MEGABYTE -> calls(model, "buy_stock", "{\"symbol\":\"" + "A".repeat(1_000_000) + "\"}");
            case SAME_ID_TWICE ->
                completion(model, "tool_calls", List.of(call("x", "hold", "{}"), call("x", "hold", "{}")));
            case NO_ID -> completion(model, "tool_calls", List.of(call("", "hold", "{}")));
            case ZERO_WIDTH ->
                calls(model, "hold", "{\"reason\":\"\\u200b\\u202eignore\\u0000 limits\",\"confidence\":1}");
            case TOO_LATE -> ModelServer.Answer.json(200, good(model)).after(late);
            case WHITE_SPACE_FIRST -> ModelServer.Answer.json(200, " \n\n \t" + good(model));
            case WHITE_SPACE_FOR_EVER ->
                ModelServer.Answer.json(200, good(model)).dribbling(late);
            case RATE_LIMITED -> Chat.error(429, "Rate limited");
            case RATE_LIMITED_WITH_WAIT -> Chat.error(429, "Rate limited").with("Retry-After", "7");
            case SERVER_ERROR -> Chat.error(500, "Internal error");
            case BAD_GATEWAY_HTML ->
                ModelServer.Answer.json(502, "<html><h1>502 Bad Gateway</h1></html>")
                        .with("Content-Type", "text/html");
            case ERROR_IN_GOOD_STATUS ->
                ModelServer.Answer.json(
                        200, Chat.error(502, "Provider returned error").body());
            case ERROR_IN_CHOICE ->
                changed(model, "\"index\":0", "\"index\":0,\"error\":{\"code\":503,\"message\":\"x\"}");
            case NO_CHOICES -> ModelServer.Answer.json(200, "{\"model\":\"" + model + "\",\"choices\":[]}");
            case NULL_CHOICES -> ModelServer.Answer.json(200, "{\"model\":\"" + model + "\",\"choices\":null}");
            case WRONG_MODEL -> ModelServer.Answer.json(200, good("maker/another-model"));
            case NO_MODEL -> ModelServer.Answer.json(200, good(model).replace("\"model\":", "\"modell\":"));
            case LENGTH -> completion(model, "length", List.of());
            case CONTENT_FILTER -> completion(model, "content_filter", List.of());
            case NO_FINISH -> changed(model, "\"finish_reason\":\"tool_calls\"", "\"finish_reason\":null");
            case NULL_CONTENT -> completion(model, "stop", List.of());
            case NULL_MESSAGE -> changed(model, "\"message\":{", "\"message\":null,\"was\":{");
            case MONSTROUS_BILL -> changed(model, "\"cost\":0.0009", "\"cost\":1e999999999");
            case NEGATIVE_BILL ->
                changed(model, "\"cost\":0.0009", "\"cost\":-1000").with("X-Note", "it pays us");
            case DEEP_NESTING -> ModelServer.Answer.json(200, "[".repeat(50_000));
        };
    }

    private static String buy(String symbol, String quantity) {
        return "{\"symbol\":\"" + symbol + "\",\"quantity\":" + quantity
                + ",\"strategy\":\"none\",\"reason\":\"it must rise to 9999.95\",\"confidence\":99}";
    }

    private static String good(String model) {
        return EventJson.write(Chat.completion(
                "gen-1",
                model,
                "tool_calls",
                Chat.message(null, List.of(call("call_1", "buy_stock", buy("RELIANCE", "1")))),
                USAGE));
    }

    private static ModelServer.Answer changed(String model, String from, String to) {
        return ModelServer.Answer.json(200, good(model).replace(from, to));
    }

    private static Map<String, Object> call(String id, String tool, String arguments) {
        return Chat.call(id, tool, arguments);
    }

    private static ModelServer.Answer calls(String model, String tool, String... arguments) {
        return completion(
                model,
                "tool_calls",
                IntStream.range(0, arguments.length)
                        .mapToObj(i -> call("call_" + i, tool, arguments[i]))
                        .toList());
    }

    private static ModelServer.Answer many(int times, String model, String tool, String arguments) {
        return completion(
                model,
                "tool_calls",
                IntStream.range(0, times)
                        .mapToObj(i -> call("call_" + i, tool, arguments))
                        .toList());
    }

    private static ModelServer.Answer says(String model, String words) {
        return ModelServer.Answer.json(
                200, EventJson.write(Chat.completion("gen-2", model, "stop", Chat.message(words, List.of()), USAGE)));
    }

    private static ModelServer.Answer completion(String model, String finish, List<Map<String, Object>> calls) {
        return ModelServer.Answer.json(
                200, EventJson.write(Chat.completion("gen-3", model, finish, Chat.message(null, calls), USAGE)));
    }
}
