package sauda.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import sauda.core.calendar.TradingCalendar;

/// A span of time that a request asks for; where it says nothing, the longest one until now.
record Span(Instant from, Instant to) {

    /// @param most how many days it may have
    static Span of(Request request, Instant now, int most) {
        Instant to = request.to().orElse(now);
        Instant from = request.from().orElse(to.minus(Duration.ofDays(most)));
        if (from.isAfter(to)) {
            throw Refused.parameter("from", "from is after to");
        }
        if (Duration.between(from, to).compareTo(Duration.ofDays(most)) > 0) {
            throw Refused.parameter("from", "from and to are at most " + most + " days apart");
        }
        return new Span(from, to);
    }

    LocalDate firstDay() {
        return TradingCalendar.dateOf(from);
    }

    LocalDate lastDay() {
        return TradingCalendar.dateOf(to);
    }
}
