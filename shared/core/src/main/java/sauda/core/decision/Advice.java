package sauda.core.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;

/// What came of asking an advisor, besides what it asked for through the tools.
///
/// @param failed    coded reason why it could not decide (`MODEL_TIMEOUT`, `NO_KEY`,
///                  ...), null when it did; then nothing it asked for counts
/// @param because   its closing words, or the failure in one sentence
/// @param model     the model that answered, null for rules
/// @param standIn   a scripted stand-in played the model
/// @param exchanges requests and replies, word for word, for the tape
/// @param cost      rupees, as the router billed it or by the price table
public record Advice(
        @Nullable String failed,
        String because,
        @Nullable String model,
        boolean standIn,
        List<Exchange> exchanges,
        long calls,
        long tokensIn,
        long tokensOut,
        Rupees cost) {

    public Advice {
        exchanges = List.copyOf(exchanges);
    }

    /// One request to a model and what came back.
    ///
    /// @param asked   model id asked for
    /// @param sent    SHA-256 of the request's body: a replay must send the same
    /// @param status  HTTP status, 0 when there was no answer
    /// @param body    the reply's body, or the coded reason why there is none
    /// @param millis  waited; not part of the tape's hash
    public record Exchange(String asked, String sent, int status, String body, long millis) {}

    public static Advice without(String because) {
        return new Advice(null, because, null, false, List.of(), 0, 0, 0, Rupees.ZERO);
    }
}
