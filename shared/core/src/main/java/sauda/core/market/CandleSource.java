package sauda.core.market;

import java.time.Instant;
import java.util.List;
import sauda.events.Bar;
import sauda.events.Symbol;

/// Where 5-minute candles come from: a file, a simulator, a broker. It tells what it has;
/// whether that can be true is checked by its caller.
public interface CandleSource {

    /// The 5-minute bars that start at `from` or later and have ended by `to`: `to` is the
    /// present, and no bar that is still forming is ever returned.
    ///
    /// @throws CandlesUnavailable when the source did not answer
    List<Bar> bars(Symbol symbol, Instant from, Instant to);

    /// Whether prices are as quoted, on the tick grid; adjusted history is not.
    boolean isUnadjusted();

    /// The source did not answer, or its answer made no sense.
    final class CandlesUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1;

        public CandlesUnavailable(String what) {
            super(what);
        }

        public CandlesUnavailable(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
