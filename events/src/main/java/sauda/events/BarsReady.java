package sauda.events;

import java.time.Instant;
import java.util.List;

/// All candles of an account's stocks are in, or will not come: the books can be
/// marked.
///
/// @param t       the tick
/// @param present stocks with a reading at T, in configured order
/// @param missing stocks without one, and why
public record BarsReady(String account, Instant t, List<Symbol> present, List<Missing> missing) {

    public BarsReady {
        present = List.copyOf(present);
        missing = List.copyOf(missing);
    }
}
