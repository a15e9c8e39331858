package sauda.core.risk;

import java.math.BigDecimal;
import sauda.events.Rupees;

/// What trading one share costs, valued at the entry price (`strategies.md` §1, §7).
///
/// @param roundTripRate unrounded charges of a round trip as a share of one side's value
/// @param entryRate     the same for the entry leg alone
public record Costs(BigDecimal roundTripRate, BigDecimal entryRate) {

    private static final BigDecimal SLIP = new BigDecimal("0.0001");

    /// Round-trip charges and slippage of one share.
    public Rupees ofRoundTrip(Rupees entry, Rupees tick) {
        Rupees slip = tick.max(entry.times(SLIP));
        return entry.times(roundTripRate).plus(slip.times(2));
    }

    /// Charges of the entry leg of one share.
    public Rupees ofEntry(Rupees entry) {
        return entry.times(entryRate);
    }
}
