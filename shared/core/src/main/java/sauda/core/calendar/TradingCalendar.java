package sauda.core.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Which days the exchange trades, and from when to when. A year without an entry
/// refuses to answer: an outdated calendar must not trade.
public final class TradingCalendar {

    public static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    // written by the calendar's author
    private TradingCalendar() {}

    /// The continuous trading of a date, or empty when the exchange is closed.
    ///
    /// @throws YearMissing when the calendar has no entry for the year
    public Optional<Session> session(LocalDate date) {
        throw new IllegalStateException("to be written: " + date + List.of() + Map.of() + SortedMap.class + Instant.class);
    }

    /// The session before a date.
    public Session previous(LocalDate date) {
        throw new IllegalStateException("to be written");
    }

    public static LocalDate dateOf(Instant instant) {
        return instant.atZone(INDIA).toLocalDate();
    }

    /// There is no list of holidays for the year: trading is refused.
    public static final class YearMissing extends RuntimeException {

        private static final long serialVersionUID = 1;

        public YearMissing(int year) {
            super("the calendar has no entry for " + year + ": add its holidays to sauda.yaml; until then nothing is traded");
        }
    }
}
