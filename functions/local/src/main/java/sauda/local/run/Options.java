package sauda.local.run;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a run is asked to do.
///
/// @param data     folder of 5-minute candles, or empty for the simulator
/// @param from     first date; sessions between the dates are traded
/// @param speed    0 for as fast as it goes, 1 for real time, 60 for a minute a second
/// @param lastDayOnly at that speed; days before it as fast as it goes
/// @param accounts names of the accounts to trade, empty for all
/// @param advisor  overrides every account's advisor
/// @param memory   the in-memory ledger instead of DynamoDB Local
/// @param keep     folder that keeps the database
/// @param broker   where the orders go
public record Options(
        Optional<Path> data,
        long seed,
        LocalDate from,
        LocalDate to,
        double speed,
        boolean lastDayOnly,
        List<String> accounts,
        AdvisorChoice advisor,
        Optional<Path> config,
        boolean memory,
        Optional<Path> keep,
        BrokerChoice broker) {

    /// Where the orders of a run go: never to a real venue.
    public enum BrokerChoice {
        PAPER,
        /// The fake Dhan, over HTTP, through the real client; it fills on bars as paper does.
        DHAN_FAKE,
        /// The same, but a limit that is not met rests, as on the wire.
        DHAN_FAKE_STRICT
    }

    /// Who plays the accounts' models.
    public enum AdvisorChoice {
        /// The configured models when there is a key, else the stand-in.
        CONFIGURED,
        RULES,
        STAND_IN,
        /// A server that answers nonsense.
        HOSTILE
    }
}
