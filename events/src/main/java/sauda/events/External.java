package sauda.events;

import java.time.Instant;
import java.time.LocalDate;

/// An order at the venue that is not ours: the owner's own, from the broker's app. It is
/// counted, and never ended by us.
///
/// @param filled     shares executed so far
/// @param value      of these
/// @param taken      shares of these that left positions of our accounts: booked there, the
///                   rest is the owner's own
/// @param takenValue of these
/// @param working    whether more of it may be executed
public record External(
        String client,
        LocalDate date,
        String venueId,
        Symbol symbol,
        Side side,
        long quantity,
        long filled,
        Rupees value,
        long taken,
        Rupees takenValue,
        boolean working,
        Instant createdAt) {

    /// Shares that are the owner's own business.
    public long own() {
        return filled - taken;
    }

    public Rupees ownValue() {
        return value.minus(takenValue);
    }

    /// The same order when shares of it are booked with an account.
    public External taking(long shares, Rupees of) {
        return new External(
                client,
                date,
                venueId,
                symbol,
                side,
                quantity,
                filled,
                value,
                taken + shares,
                takenValue.plus(of),
                working,
                createdAt);
    }
}
