package sauda.core.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which days the exchange trades, and from when to when. A year without an entry
/// refuses to answer: an outdated calendar must not trade.
public final class TradingCalendar {

    public static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private final NavigableMap<LocalDate, Hours> hours = new TreeMap<>();
    private final SortedSet<Integer> years = new TreeSet<>();
    private final Map<LocalDate, Holiday> holidays = new HashMap<>();
    private final NavigableMap<LocalDate, SpecialSession> specials = new TreeMap<>();

    /// @param hours hours of ordinary days; the earliest must be in force on every date of
    ///              the years
    public TradingCalendar(List<Hours> hours, List<Year> years) {
        hours.forEach(row -> this.hours.put(row.from(), row));
        for (Year year : years) {
            this.years.add(year.year());
            year.holidays().forEach(holiday -> holidays.put(holiday.date(), holiday));
            year.specials().forEach(special -> specials.put(special.date(), special));
        }
    }

    /// The continuous trading of a date, or empty when the exchange is closed.
    ///
    /// @throws YearMissing when the calendar has no entry for the year
    public Optional<Session> session(LocalDate date) {
        if (!years.contains(date.getYear())) {
            throw new YearMissing(date.getYear());
        }
        SpecialSession special = specials.get(date);
        if (special != null) {
            return special.isConfirmed() ? Optional.of(session(special)) : Optional.empty();
        }
        return isWeekend(date) || holidays.containsKey(date)
                ? Optional.empty()
                : Optional.of(ordinary(date, hoursOn(date)));
    }

    /// Why there is no session on a date, such as `Republic Day`; empty when there is one.
    ///
    /// @throws YearMissing when the calendar has no entry for the year
    public Optional<String> whyClosed(LocalDate date) {
        if (session(date).isPresent()) {
            return Optional.empty();
        }
        SpecialSession special = specials.get(date);
        if (special != null) {
            return Optional.of(special.name() + ": its hours are not confirmed");
        }
        Holiday holiday = holidays.get(date);
        return Optional.of(holiday == null ? "weekend" : holiday.name());
    }

    /// The last session before a date.
    ///
    /// @throws YearMissing when the calendar does not reach back to it
    public Session previous(LocalDate date) {
        return date.minusDays(1)
                .datesUntil(date.minusYears(1), Period.ofDays(-1))
                .map(this::session)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /// The first session after a date.
    ///
    /// @throws YearMissing when the calendar does not reach it
    public Session next(LocalDate date) {
        return date.plusDays(1)
                .datesUntil(date.plusYears(1))
                .map(this::session)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /// The sessions of `from ≤ date ≤ to`, oldest first.
    ///
    /// @throws YearMissing when the calendar has no entry for one of the years
    public List<Session> sessionsBetween(LocalDate from, LocalDate to) {
        return from.isAfter(to)
                ? List.of()
                : from.datesUntil(to.plusDays(1))
                        .map(this::session)
                        .flatMap(Optional::stream)
                        .toList();
    }

    /// The newest so many sessions up to a date, that date included, oldest first.
    ///
    /// @throws YearMissing when the calendar does not reach back to the oldest
    public List<Session> lastSessions(LocalDate date, int count) {
        List<Session> newestFirst = new ArrayList<>();
        for (LocalDate day = date.plusDays(1); newestFirst.size() < count; ) {
            Session session = previous(day);
            newestFirst.add(session);
            day = session.date();
        }
        return List.copyOf(newestFirst.reversed());
    }

    /// Whether the calendar knows the year of a date.
    public boolean knows(LocalDate date) {
        return years.contains(date.getYear());
    }

    /// The years it knows, earliest first.
    public SortedSet<Integer> years() {
        return Collections.unmodifiableSortedSet(years);
    }

    /// Hours of an ordinary day, whether or not the date is one.
    public Hours hoursOn(LocalDate date) {
        Map.Entry<LocalDate, Hours> inForce = hours.floorEntry(date);
        if (inForce == null) {
            throw new IllegalStateException("no session hours are in force on " + date);
        }
        return inForce.getValue();
    }

    /// Whether the date has the hours that its weekday lets expect, or none.
    boolean isOrdinary(LocalDate date) {
        return !specials.containsKey(date);
    }

    boolean isSpecialWeekday(LocalDate date) {
        return specials.containsKey(date) && !isWeekend(date);
    }

    public static LocalDate dateOf(Instant instant) {
        return instant.atZone(INDIA).toLocalDate();
    }

    static Session ordinary(LocalDate date, Hours row) {
        return new Session(
                date,
                Session.Kind.NORMAL,
                "normal session",
                List.of(part(date, row.open(), row.close())),
                row.bandPercent());
    }

    private static Session session(SpecialSession special) {
        return new Session(
                special.date(),
                special.kind(),
                special.name(),
                special.parts().stream()
                        .map(part -> part(special.date(), part.from(), part.to()))
                        .toList(),
                special.bandPercent());
    }

    private static Session.Part part(LocalDate date, LocalTime from, LocalTime to) {
        return new Session.Part(
                date.atTime(from).atZone(INDIA).toInstant(),
                date.atTime(to).atZone(INDIA).toInstant());
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /// There is no list of holidays for the year: trading is refused.
    public static final class YearMissing extends RuntimeException {

        private static final long serialVersionUID = 1;

        public YearMissing(int year) {
            super("the calendar has no entry for " + year
                    + ": add its holidays to sauda.yaml; until then nothing is traded");
        }
    }
}
