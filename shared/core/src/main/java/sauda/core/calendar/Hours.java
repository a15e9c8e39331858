package sauda.core.calendar;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;

/// Continuous trading of an ordinary day, in force from a date on; Indian wall clock.
///
/// @param open        first moment of trading
/// @param close       first moment after it
/// @param bandPercent width of the price band at the start of the day
public record Hours(LocalDate from, LocalTime open, LocalTime close, BigDecimal bandPercent) {

    public Hours {
        if (!open.isBefore(close)) {
            throw new IllegalArgumentException("trading opens at " + open + ", so it cannot close at " + close);
        }
    }
}
