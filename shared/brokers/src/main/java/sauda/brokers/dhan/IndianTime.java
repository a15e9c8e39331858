package sauda.brokers.dhan;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import sauda.core.calendar.TradingCalendar;

/// Times as the venue writes them and as people in India read them.
final class IndianTime {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'IST'").withZone(TradingCalendar.INDIA);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(TradingCalendar.INDIA);

    private IndianTime() {}

    static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    /// As a parameter of the venue.
    static String second(Instant instant) {
        return SECOND.format(instant);
    }
}
