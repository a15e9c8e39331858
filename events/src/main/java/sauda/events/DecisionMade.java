package sauda.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an account decided at a tick, and why. Claimed once, decided once: its
/// orders are an outbox that a redelivery sends again, word for word.
///
/// @param advisor    `model`, `rules` or `ensemble`
/// @param model      the model that answered, or null
/// @param standIn    true when a scripted stand-in played the model
/// @param deadline   a claim older than this is lost: the account holds
/// @param because    summary, or the coded reason of a hold
/// @param unmatched  numbers in the reasons that the snapshot does not hold
/// @param tokensIn   prompt tokens of all rounds
/// @param tokensOut  completion tokens of all rounds
/// @param cost       what the model charged, in rupees
/// @param dataHash   SHA-256 of the briefing the advisor was given
/// @param tapeHash   SHA-256 of the tape, null before it is decided
/// @param measured   how long it took; the only part that differs from run to run
public record DecisionMade(
        String account,
        Instant t,
        State state,
        String advisor,
        @Nullable String model,
        boolean standIn,
        Instant deadline,
        String because,
        List<Proposal> proposals,
        List<ToolCall> toolCalls,
        List<OrderRequested> orders,
        List<CancelRequested> cancels,
        List<String> unmatched,
        long calls,
        long tokensIn,
        long tokensOut,
        Rupees cost,
        @Nullable String dataHash,
        @Nullable String tapeHash,
        Measured measured) {

    public enum State {
        CLAIMED,
        DECIDED
    }

    public record Measured(long millis) {}

    public DecisionMade {
        proposals = List.copyOf(proposals);
        toolCalls = List.copyOf(toolCalls);
        orders = List.copyOf(orders);
        cancels = List.copyOf(cancels);
        unmatched = List.copyOf(unmatched);
    }
}
