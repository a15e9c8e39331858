package sauda.core.signal;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;

/// Sessions by hand: every day is a normal one, but for the Saturday in two parts.
public final class Sessions {

    public static final LocalDate IN_TWO_PARTS = LocalDate.parse("2024-03-02");

    private Sessions() {}

    public static Session on(LocalDate date) {
        return date.equals(IN_TWO_PARTS)
                ? session(date, part(date, "09:15", "10:00"), part(date, "11:30", "12:30"))
                : session(date, part(date, "09:15", "15:30"));
    }

    public static Optional<Session> of(LocalDate date) {
        return Optional.of(on(date));
    }

    public static Instant at(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time)).atZone(TradingCalendar.INDIA).toInstant();
    }

    /// The working days up to a date, oldest first, without the date.
    public static List<LocalDate> before(LocalDate date, int days) {
        return java.util.stream.Stream.iterate(date.minusDays(1), day -> day.minusDays(1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .limit(days)
                .sorted()
                .toList();
    }

    private static Session session(LocalDate date, Session.Part... parts) {
        return new Session(date, Session.Kind.NORMAL, "", List.of(parts), BigDecimal.TEN);
    }

    private static Session.Part part(LocalDate date, String from, String to) {
        return new Session.Part(at(date, from), at(date, to));
    }
}
