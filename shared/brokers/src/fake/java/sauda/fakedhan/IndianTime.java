package sauda.fakedhan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;

/// Instants as the wire writes them: Indian wall clock without a zone.
final class IndianTime {

    static final String NEVER = "0001-01-01 00:00:00";
    static final String NO_DATE = "0001-01-01";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final DateTimeFormatter QUOTE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");

    private IndianTime() {}

    static String seconds(@Nullable Instant instant) {
        return instant == null ? NEVER : at(instant, SECONDS);
    }

    static String millis(Instant instant) {
        return at(instant, MILLIS);
    }

    static String minutes(Instant instant) {
        return at(instant, MINUTES);
    }

    static String quote(@Nullable Instant instant) {
        return instant == null ? "01/01/1980 00:00:00" : at(instant, QUOTE);
    }

    static LocalDate date(Instant instant) {
        return TradingCalendar.dateOf(instant);
    }

    static Instant midnight(LocalDate date) {
        return date.atStartOfDay(TradingCalendar.INDIA).toInstant();
    }

    private static String at(Instant instant, DateTimeFormatter form) {
        return instant.atZone(TradingCalendar.INDIA).format(form);
    }
}
