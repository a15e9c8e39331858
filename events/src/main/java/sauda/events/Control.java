package sauda.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The system's trading state. Each change raises the epoch, and every reserve
/// transaction checks it.
///
/// @param flatten whether every position is to be left until none is open
/// @param by      who changed it
/// @param because why
/// @param seq     number of the last audit record of the operators' chain
/// @param head    hash of that record
/// @param lock    null when it is not locked; a resume does not lift it
public record Control(
        TradingState state,
        boolean flatten,
        long epoch,
        String by,
        String because,
        Instant at,
        long seq,
        String head,
        @Nullable Lock lock) {

    /// The dead man acted: nothing enters anywhere, and no order goes to a real venue, until it is
    /// unlocked in two steps.
    ///
    /// @param cause what it acted on, such as `SILENT:2026-10-07T10:15`
    public record Lock(String cause, Instant at) {}

    /// Not locked.
    public Control(
            TradingState state,
            boolean flatten,
            long epoch,
            String by,
            String because,
            Instant at,
            long seq,
            String head) {
        this(state, flatten, epoch, by, because, at, seq, head, null);
    }
}
