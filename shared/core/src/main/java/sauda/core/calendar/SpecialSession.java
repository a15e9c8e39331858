package sauda.core.calendar;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/// A session that the weekday and the usual hours do not tell: an open weekend day, a
/// session in two parts, Muhurat on the evening of a holiday. It goes before a holiday.
///
/// @param parts  when it trades, in order; empty while the exchange's hours are not
///               known, and then the day counts as closed
/// @param origin where the date and the hours were read
public record SpecialSession(
        LocalDate date, Session.Kind kind, String name, List<Part> parts, BigDecimal bandPercent, String origin) {

    /// Indian wall clock.
    ///
    /// @param from first moment of trading
    /// @param to   first moment after it
    public record Part(LocalTime from, LocalTime to) {}

    public SpecialSession {
        parts = List.copyOf(parts);
    }

    boolean isConfirmed() {
        return !parts.isEmpty();
    }
}
