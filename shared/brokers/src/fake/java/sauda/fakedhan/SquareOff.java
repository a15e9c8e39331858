package sauda.fakedhan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;

/// When the broker himself ends intraday positions: two minutes after his published time,
/// which moved with the closing auction of August 2026.
final class SquareOff {

    private static final LocalDate LAST_OF_OLD_HOURS = LocalDate.of(2026, 7, 31);
    private static final LocalTime OLD = LocalTime.of(15, 22);
    private static final LocalTime NEW = LocalTime.of(15, 12);
    private static final Duration BEFORE_CLOSE = Duration.ofMinutes(3);

    private SquareOff() {}

    static Instant of(Session session) {
        Instant latest = session.close().minus(BEFORE_CLOSE);
        if (session.kind() != Session.Kind.NORMAL) {
            return latest;
        }
        LocalTime time = session.date().isAfter(LAST_OF_OLD_HOURS) ? NEW : OLD;
        Instant usual =
                session.date().atTime(time).atZone(TradingCalendar.INDIA).toInstant();
        return usual.isAfter(latest) ? latest : usual;
    }
}
