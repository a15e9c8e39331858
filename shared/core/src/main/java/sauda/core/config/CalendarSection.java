package sauda.core.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sauda.core.calendar.Holiday;
import sauda.core.calendar.Hours;
import sauda.core.calendar.Session;
import sauda.core.calendar.SpecialSession;
import sauda.core.calendar.TradingCalendar;
import sauda.core.calendar.Year;

/// The section `calendar`.
final class CalendarSection {

    private static final Pattern PART = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final Pattern YEAR = Pattern.compile("20\\d\\d");
    private static final int BAR_MINUTES = 5;

    private final List<Year> years;
    private final List<Hours> hours = new ArrayList<>();

    CalendarSection(Fields calendar) {
        this.years = ConfigFile.each(calendar.get("years"), this::year).stream()
                .filter(year -> year.year() != Value.NO_DATE.getYear())
                .sorted(Comparator.comparingInt(Year::year))
                .toList();
        calendar.get("sessionHours").items().forEach(this::hours);
        calendar.done();
    }

    TradingCalendar calendar() {
        return new TradingCalendar(hours, years);
    }

    /// Whether the calendar knows a date before the given one.
    boolean beginsBefore(LocalDate date) {
        return !years.isEmpty() && LocalDate.of(years.getFirst().year(), 1, 1).isBefore(date);
    }

    private void hours(Value place) {
        Fields row = place.fields();
        LocalDate from = row.get("from").date();
        Value close = row.get("close");
        LocalTime opens = row.get("open").time();
        LocalTime closes = close.time();
        BigDecimal band = row.get("bandPercent").number("1", "50");
        row.done();
        if (!holdsWholeBars(opens, closes)) {
            if (close.node() != null && !closes.equals(LocalTime.MIN)) {
                close.fault("must be whole 5-minute bars after open, but is " + closes + " after " + opens);
            }
            return;
        }
        if (hours.isEmpty() && beginsBefore(from)) {
            place.fault("is in force from " + from + ", but the calendar begins before that");
        }
        if (!hours.isEmpty() && !hours.getLast().from().isBefore(from)) {
            place.fault("is in force from " + from + ", but must come after the row before it");
        }
        hours.add(new Hours(from, opens, closes, band));
    }

    private static boolean holdsWholeBars(LocalTime from, LocalTime to) {
        int minutes = (to.toSecondOfDay() - from.toSecondOfDay()) / 60;
        return minutes > 0 && minutes % BAR_MINUTES == 0;
    }

    private Year year(Value key, Fields year) {
        String written = key.text();
        if (!YEAR.matcher(written).matches()) {
            key.fault("must be a year such as 2026");
            year.get("origin");
            year.get("holidays");
            year.find("specialSessions");
            return new Year(Value.NO_DATE.getYear(), List.of(), List.of());
        }
        int number = Integer.parseInt(written);
        String origin = year.get("origin").text();
        List<Holiday> holidays = new ArrayList<>();
        year.get("holidays").named().forEach((day, name) -> {
            LocalDate date = dateIn(number, name.keyed(day));
            if (isWeekend(date) && date.getYear() == number) {
                name.fault("is a " + date.getDayOfWeek() + ", closed anyway: a holiday is a weekday");
            }
            holidays.add(new Holiday(date, name.text(), origin));
        });
        List<SpecialSession> specials = new ArrayList<>();
        year.find("specialSessions")
                .ifPresent(place -> place.named()
                        .forEach((day, value) ->
                                specials.add(special(dateIn(number, value.keyed(day)), value.fields()))));
        year.done();
        return new Year(number, holidays, specials);
    }

    private static LocalDate dateIn(int year, Value key) {
        LocalDate date = key.date();
        if (date.getYear() != year && !date.equals(Value.NO_DATE)) {
            key.fault("is not in " + year);
        }
        return date;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static SpecialSession special(LocalDate date, Fields special) {
        SpecialSession read = new SpecialSession(
                date,
                special.get("kind").choice(Session.Kind.class),
                special.get("name").text(),
                parts(special.get("parts")),
                special.get("bandPercent").number("1", "50"),
                special.get("origin").text());
        special.done();
        return read;
    }

    private static List<SpecialSession.Part> parts(Value place) {
        List<SpecialSession.Part> parts = new ArrayList<>();
        for (Value item : place.items()) {
            SpecialSession.Part part = part(item);
            if (!parts.isEmpty() && part.from().isBefore(parts.getLast().to())) {
                item.fault("must begin after the part before it");
            }
            parts.add(part);
        }
        return parts;
    }

    private static SpecialSession.Part part(Value place) {
        String written = place.text();
        Matcher matcher = PART.matcher(written);
        try {
            if (matcher.matches()) {
                LocalTime from = LocalTime.parse(matcher.group(1));
                LocalTime to = LocalTime.parse(matcher.group(2));
                if (holdsWholeBars(from, to)) {
                    return new SpecialSession.Part(from, to);
                }
            }
        } catch (DateTimeException noTimeOfDay) {
            // falls through to the fault
        }
        if (!written.isEmpty()) {
            place.fault("must be whole 5-minute bars such as \"09:15-10:00\", but is " + written);
        }
        return new SpecialSession.Part(LocalTime.MIN, LocalTime.MAX);
    }
}
