package sauda.core.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import sauda.events.Bar;
import sauda.events.Rupees;
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

    /// What the source says now of a past session's close, over what was stored of it: a half
    /// after a split of one into two, about one when nothing happened. Empty where history never
    /// changes, or the source has nothing of that session.
    ///
    /// @throws CandlesUnavailable when the source did not answer
    default Optional<BigDecimal> factor(Symbol symbol, LocalDate date, Rupees storedClose) {
        return Optional.empty();
    }

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
