package sauda.decisions.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.decision.Tape.Bounds;
import sauda.core.decision.Tape.Price;
import sauda.events.EventJson;
import sauda.events.Rupees;

/// Tokens and rupees of one request.
record Usage(long tokensIn, long tokensOut, Rupees cost) {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final long MOST_TOKENS = 100_000_000;
    private static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO);

    static final Usage NOTHING = new Usage(0, 0, Rupees.ZERO);

    long tokens() {
        return tokensIn + tokensOut;
    }

    /// The most that a request can use: no token is shorter than a byte.
    static Usage most(String request, String model, Bounds bounds) {
        return priced(request.getBytes(StandardCharsets.UTF_8).length, bounds.maxTokens(), model, bounds);
    }

    /// What a request used: the router's own bill, else the price list; its own count of
    /// tokens, else three characters for one. An answer that did not come in time may be
    /// billed for its question; an error is not billed.
    static Usage of(String request, Line.Reply reply, String model, Bounds bounds) {
        if (reply.isNone(Failure.MODEL_TIMEOUT)) {
            return priced(guess(request), 0, model, bounds);
        }
        if (reply.isNone(Failure.MODEL_TOO_LONG)) {
            return priced(guess(request), bounds.maxTokens(), model, bounds);
        }
        if (reply.status() != 200) {
            return NOTHING;
        }
        Map<?, ?> usage = Map.of();
        try {
            usage = EventJson.object(reply.body()).get("usage") instanceof Map<?, ?> told ? told : usage;
        } catch (EventJson.BadMessage garbage) {
            return priced(guess(request), guess(reply.body()), model, bounds);
        }
        long in = count(usage.get("prompt_tokens"), guess(request));
        long out = count(usage.get("completion_tokens"), guess(reply.body()));
        BigDecimal billed = dollars(usage.get("cost"));
        return billed == null ? priced(in, out, model, bounds) : new Usage(in, out, rupees(billed, bounds));
    }

    Usage plus(Usage other) {
        return new Usage(tokensIn + other.tokensIn, tokensOut + other.tokensOut, cost.plus(other.cost));
    }

    private static Usage priced(long in, long out, String model, Bounds bounds) {
        Price price = bounds.prices().getOrDefault(model, FREE);
        BigDecimal dollars = price.input()
                .multiply(BigDecimal.valueOf(in))
                .add(price.output().multiply(BigDecimal.valueOf(out)))
                .divide(MILLION);
        return new Usage(in, out, rupees(dollars, bounds));
    }

    private static Rupees rupees(BigDecimal dollars, Bounds bounds) {
        return new Rupees(dollars.multiply(bounds.rupeesPerDollar()).setScale(6, RoundingMode.HALF_UP));
    }

    private static long guess(String text) {
        return text.length() / 3 + 1L;
    }

    private static long count(@Nullable Object told, long otherwise) {
        return told instanceof Integer count && count >= 0 && count <= MOST_TOKENS ? count : otherwise;
    }

    /// Null when it is no amount that a request can cost.
    private static @Nullable BigDecimal dollars(@Nullable Object told) {
        BigDecimal amount = switch (told) {
            case Integer whole -> BigDecimal.valueOf(whole);
            case BigDecimal exact -> exact;
            case null, default -> null;
        };
        return amount != null && amount.signum() >= 0 && amount.compareTo(MILLION) <= 0 && amount.scale() < 100
                ? amount
                : null;
    }
}
