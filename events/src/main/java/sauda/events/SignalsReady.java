package sauda.events;

import java.time.Instant;
import java.util.List;

/// The account's books are marked at T: its advisor can decide.
///
/// @param t       the tick
/// @param present stocks with a reading at T, in configured order
/// @param missing stocks without one, and why
public record SignalsReady(String account, Instant t, List<Symbol> present, List<Missing> missing) {

    public SignalsReady {
        present = List.copyOf(present);
        missing = List.copyOf(missing);
    }
}
