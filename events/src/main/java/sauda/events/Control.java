package sauda.events;

import java.time.Instant;

/// The system's trading state. Each change raises the epoch, and every reserve
/// transaction checks it.
///
/// @param flatten whether every position is to be left until none is open
/// @param by      who changed it
/// @param because why
/// @param seq     number of the last audit record of the operators' chain
/// @param head    hash of that record
public record Control(
        TradingState state,
        boolean flatten,
        long epoch,
        String by,
        String because,
        Instant at,
        long seq,
        String head) {}
