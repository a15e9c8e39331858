package sauda.core.decision;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;
import sauda.events.Proposal;
import sauda.events.Rupees;
import sauda.events.Sha256;
import sauda.events.ToolCall;

/// One decision, complete: enough to make it again without a network and to get the same
/// orders, byte for byte. Its [#hash] is kept apart from it, so that a changed byte is
/// found.
///
/// @param advisor   `model`, `rules` or `ensemble`
/// @param bounds    what the model was held to
/// @param tools     schemas as the model was shown them
/// @param exchanges what came back for each request, in order
/// @param model     the model that answered, null for rules
/// @param dataHash  SHA-256 of the briefing's JSON
/// @param config    hash of the configuration
public record Tape(
        String account,
        Instant t,
        String advisor,
        Bounds bounds,
        Briefing briefing,
        Prompt prompt,
        List<ToolSpec> tools,
        List<Advice.Exchange> exchanges,
        List<ToolCall> toolCalls,
        List<Proposal> proposals,
        @Nullable String failed,
        String because,
        @Nullable String model,
        boolean standIn,
        long tokensIn,
        long tokensOut,
        Rupees cost,
        String dataHash,
        String config) {

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    /// @param models          ids in the order in which they are asked; one may stand
    ///                        there twice
    /// @param maxRounds       replies
    /// @param maxEntryCalls   entry calls
    /// @param maxTokens       completion tokens per request
    /// @param rupeesPerDollar for prices and bills in dollars
    /// @param prices          by model id
    public record Bounds(
            List<String> models,
            int maxRounds,
            int maxEntryCalls,
            int maxTokens,
            BigDecimal rupeesPerDollar,
            Map<String, Price> prices) {

        public Bounds {
            models = List.copyOf(models);
            prices = Collections.unmodifiableMap(new TreeMap<>(prices));
        }

        /// For advisors that ask no model.
        public static Bounds withoutModel(int maxEntryCalls) {
            return new Bounds(List.of(), 1, maxEntryCalls, 1, BigDecimal.ONE, Map.of());
        }
    }

    /// Dollars for a million tokens.
    public record Price(BigDecimal input, BigDecimal output) {}

    public Tape {
        tools = List.copyOf(tools);
        exchanges = List.copyOf(exchanges);
        toolCalls = List.copyOf(toolCalls);
        proposals = List.copyOf(proposals);
    }

    /// Records a decision that was just made with these tools.
    public static Tape of(String advisor, Bounds bounds, Tools tools, Advice advice, String config) {
        Briefing briefing = tools.briefing();
        return new Tape(
                briefing.account(),
                briefing.t(),
                advisor,
                bounds,
                briefing,
                Prompt.of(briefing, bounds.maxEntryCalls(), bounds.maxRounds()),
                tools.specs(),
                advice.exchanges(),
                tools.calls(),
                tools.proposals(),
                advice.failed(),
                advice.because(),
                advice.model(),
                advice.standIn(),
                advice.tokensIn(),
                advice.tokensOut(),
                advice.cost(),
                dataHash(briefing),
                config);
    }

    public static String dataHash(Briefing briefing) {
        return Sha256.hex(EventJson.write(briefing));
    }

    /// SHA-256 of all of it but the time that replies took.
    public String hash() {
        List<Advice.Exchange> timeless = exchanges.stream()
                .map(exchange ->
                        new Advice.Exchange(exchange.asked(), exchange.sent(), exchange.status(), exchange.body(), 0))
                .toList();
        return Sha256.hex(EventJson.write(new Tape(
                account, t, advisor, bounds, briefing, prompt, tools, timeless, toolCalls, proposals, failed, because,
                model, standIn, tokensIn, tokensOut, cost, dataHash, config)));
    }

    /// Gzip of its JSON: some ten thousand bytes.
    public byte[] pack() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(EventJson.write(this).getBytes(StandardCharsets.UTF_8));
        } catch (IOException memoryDoesNotFail) {
            throw new IllegalStateException(memoryDoesNotFail);
        }
        return packed.toByteArray();
    }

    /// @throws EventJson.BadMessage when these are not the bytes of a tape
    public static Tape unpack(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] json = gzip.readNBytes(MOST_BYTES);
            return EventJson.read(new String(json, StandardCharsets.UTF_8), Tape.class);
        } catch (IOException bad) {
            throw new EventJson.BadMessage("not a tape, or a torn one: " + bad.getMessage(), bad);
        }
    }

    /// @throws EventJson.BadMessage when the bytes are not the tape that had this hash
    public static Tape unpack(byte[] packed, String hash) {
        Tape tape = unpack(packed);
        if (!tape.hash().equals(hash)) {
            throw new EventJson.BadMessage("the tape was changed: its hash is " + tape.hash() + " and not " + hash);
        }
        return tape;
    }
}
