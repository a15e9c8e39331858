package sauda.brokers.dhan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;

/// The logins that all functions together have tried on a day. Pure.
///
/// @param date  in India, null before the first
/// @param tries on that date
/// @param last  the newest one's time, null before the first
record Logins(@Nullable LocalDate date, int tries, @Nullable Instant last) {

    static final Logins NONE = new Logins(null, 0, null);

    /// A client that is locked out cannot leave its positions: few tries, far apart.
    static final int MOST_A_DAY = 5;

    static final Duration APART = Duration.ofMinutes(2);

    /// Why there may be no login now; empty when there may.
    Optional<String> whyNot(Instant now) {
        if (last != null && now.isBefore(last.plus(APART))) {
            return Optional.of("the last login was tried at " + last + ", less than 2 minutes ago");
        }
        return TradingCalendar.dateOf(now).equals(date) && tries >= MOST_A_DAY
                ? Optional.of(tries + " logins were tried today, which is the most we try")
                : Optional.empty();
    }

    Logins with(Instant now) {
        LocalDate today = TradingCalendar.dateOf(now);
        return new Logins(today, today.equals(date) ? tries + 1 : 1, now);
    }
}
