package sauda.infra.cost;

import java.math.BigDecimal;
import java.util.Map;
import sauda.events.EventJson;

/// What one run of each function takes, beyond its memory.
///
/// @param measured  how the figures of ledger, queues and tokens came about
/// @param estimated where the others come from
/// @param functions by name in the routes
/// @param decision  what one decision asks of a model
public record Usage(String measured, String estimated, Map<String, Run> functions, Decision decision, Day day) {

    /// On average.
    ///
    /// @param seconds that it runs on AWS, estimated
    /// @param reads   read units of the ledger
    /// @param writes  write units of the ledger
    /// @param sends   messages to queues
    public record Run(BigDecimal seconds, BigDecimal reads, BigDecimal writes, BigDecimal sends) {}

    public record Decision(BigDecimal tokensIn, BigDecimal tokensOut) {}

    /// What a day takes of an account or a user, where no schedule says it.
    ///
    /// @param orders         of an account
    /// @param ledgerBytes    that stay of an account
    /// @param stockBytes     that stay of a stock
    /// @param calls          to the API by a user
    /// @param pushes         to the page of a user
    /// @param venueKilobytes that a live client's way out carries each minute
    public record Day(
            BigDecimal orders,
            BigDecimal ledgerBytes,
            BigDecimal stockBytes,
            BigDecimal calls,
            BigDecimal pushes,
            BigDecimal venueKilobytes) {}

    public static Usage ofOneRunEach() {
        return EventJson.read(Prices.resource("usage.json"), Usage.class);
    }

    Run of(String function) {
        Run run = functions.get(function);
        if (run == null) {
            throw new IllegalArgumentException("usage.json says nothing of the function " + function);
        }
        return run;
    }
}
