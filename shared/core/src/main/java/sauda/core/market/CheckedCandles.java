package sauda.core.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sauda.events.Bar;
import sauda.events.Reason;

/// A session's candles up to a tick, after [CandleCheck].
///
/// @param bars        what can be true: in order, one for each start
/// @param quarantined what cannot, in order of start, each with its first fault
/// @param warnings    what is odd but believed
/// @param missing     starts of the session's bars that should be there by the tick and
///                    are not, those in quarantine included
/// @param newestDue   start of the last bar that should be there; empty before the first
public record CheckedCandles(
        List<Bar> bars,
        List<Quarantined> quarantined,
        List<Warning> warnings,
        List<Instant> missing,
        Optional<Instant> newestDue) {

    /// @param reason coded by [CandleCheck.Fault]
    public record Quarantined(Bar bar, Reason reason) {}

    public record Warning(Instant start, Doubt doubt) {}

    public enum Doubt {
        /// The pre-open auction makes such bars.
        OPEN_OUTSIDE_RANGE,
        /// Came after a later bar.
        OUT_OF_ORDER
    }

    public CheckedCandles {
        bars = List.copyOf(bars);
        quarantined = List.copyOf(quarantined);
        warnings = List.copyOf(warnings);
        missing = List.copyOf(missing);
    }

    /// Whether the bar that ends at the tick (in a pause or after the close: the last
    /// one before it) is there. Old bars alone are never fresh.
    public boolean isFresh() {
        return whyNotFresh().isEmpty();
    }

    /// Why the newest bar is not there: the fault it was quarantined for, or `LATE`.
    public Optional<Reason> whyNotFresh() {
        if (newestDue.isPresent() && !missing.contains(newestDue.get())) {
            return Optional.empty();
        }
        return Optional.of(quarantined.stream()
                .filter(bad -> Optional.of(bad.bar().start()).equals(newestDue))
                .map(Quarantined::reason)
                .findFirst()
                .orElse(Reason.of(CandleCheck.Fault.LATE)));
    }
}
