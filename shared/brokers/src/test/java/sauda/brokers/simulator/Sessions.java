package sauda.brokers.simulator;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Rupees;

/// A small calendar: every weekday is full, one Saturday is a drill in two parts, one
/// Sunday has an hour in the evening.
final class Sessions {

    static final LocalDate DRILL = LocalDate.of(2024, 3, 2);
    static final LocalDate MUHURAT = LocalDate.of(2023, 11, 12);

    private Sessions() {}

    static Optional<Session> on(LocalDate date) {
        if (date.equals(DRILL)) {
            return Optional.of(new Session(
                    date,
                    Session.Kind.SPECIAL,
                    "drill",
                    List.of(part(date, "09:15", "10:00"), part(date, "11:30", "12:30")),
                    new BigDecimal(5)));
        }
        if (date.equals(MUHURAT)) {
            return Optional.of(new Session(
                    date, Session.Kind.MUHURAT, "Diwali", List.of(part(date, "18:15", "19:15")), new BigDecimal(10)));
        }
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY
                ? Optional.empty()
                : Optional.of(new Session(
                        date, Session.Kind.NORMAL, "", List.of(part(date, "09:15", "15:30")), new BigDecimal(10)));
    }

    static Session of(LocalDate date) {
        return on(date).orElseThrow();
    }

    /// The exchange's table of today, cut short.
    static Rupees tick(LocalDate date, Rupees price) {
        if (price.below(Rupees.of(250))) {
            return Rupees.of("0.01");
        }
        return price.above(Rupees.of(1_000)) ? Rupees.of("0.10") : Rupees.of("0.05");
    }

    private static Session.Part part(LocalDate date, String from, String to) {
        return new Session.Part(
                date.atTime(LocalTime.parse(from)).atZone(TradingCalendar.INDIA).toInstant(),
                date.atTime(LocalTime.parse(to)).atZone(TradingCalendar.INDIA).toInstant());
    }
}
