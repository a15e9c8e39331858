package sauda.core.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.events.Tick;
import sauda.events.Tick.Duty;

/// The agenda as lines for the Scheduler. Ordinary days are cron lines for Monday to Friday,
/// one set for each stretch of equal hours; they fire on holidays too, which the functions
/// ignore because the calendar knows no session then. A special session has lines of its
/// own for its date, and on a weekday the ordinary lines leave that day out.
public final class ScheduleLines {

    private static final String WEEKDAYS = "? * MON-FRI *";

    private final TradingCalendar calendar;
    private final Duration squareOffBefore;
    private final Duration flatAlarmBefore;

    public ScheduleLines(TradingCalendar calendar, Duration squareOffBefore, Duration flatAlarmBefore) {
        this.calendar = calendar;
        this.squareOffBefore = squareOffBefore;
        this.flatAlarmBefore = flatAlarmBefore;
    }

    /// The lines for `from ≤ date ≤ to`.
    ///
    /// @throws TradingCalendar.YearMissing when the calendar has no entry for one of the years
    public List<ScheduleLine> between(LocalDate from, LocalDate to) {
        List<ScheduleLine> lines = new ArrayList<>();
        for (Stretch stretch : stretches(from, to)) {
            lines.addAll(ordinary(stretch));
        }
        calendar.sessionsBetween(from, to).stream()
                .filter(session -> !calendar.isOrdinary(session.date()))
                .map(this::special)
                .forEach(lines::addAll);
        return List.copyOf(lines);
    }

    /// Days one after another with equal hours.
    ///
    /// @param first null from the beginning
    /// @param last  null without end
    private record Stretch(
            Hours hours,
            @Nullable LocalDate first,
            @Nullable LocalDate last) {}

    private List<Stretch> stretches(LocalDate from, LocalDate to) {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate first = from;
        while (!first.isAfter(to)) {
            Hours hours = calendar.hoursOn(first);
            LocalDate end = first;
            while (!end.isAfter(to) && calendar.hoursOn(end).equals(hours) && !calendar.isSpecialWeekday(end)) {
                end = end.plusDays(1);
            }
            if (end.isAfter(first)) {
                stretches.add(new Stretch(
                        hours, first.equals(from) ? null : first, end.isAfter(to) ? null : end.minusDays(1)));
            }
            first = end.isAfter(to) || !calendar.isSpecialWeekday(end) ? end : end.plusDays(1);
        }
        return stretches;
    }

    private List<ScheduleLine> ordinary(Stretch stretch) {
        LocalDate day = stretch.first() == null ? stretch.hours().from() : stretch.first();
        List<ScheduleLine> lines = new ArrayList<>();
        times(Agenda.of(TradingCalendar.ordinary(day, stretch.hours()), squareOffBefore, flatAlarmBefore))
                .forEach((duty, times) -> {
                    int number = 1;
                    for (String clock : cronClocks(times)) {
                        lines.add(new ScheduleLine(
                                "weekdays-" + since(stretch) + "-" + duty.code() + "-" + number++,
                                duty,
                                "cron(" + clock + " " + WEEKDAYS + ")",
                                stretch.first() == null ? null : stretch.first().atStartOfDay(),
                                stretch.last() == null ? null : endOf(stretch.last())));
                    }
                });
        return lines;
    }

    private static String since(Stretch stretch) {
        return stretch.first() == null ? "first" : stretch.first().toString();
    }

    private static LocalDateTime endOf(LocalDate date) {
        return date.atTime(23, 59, 59);
    }

    private List<ScheduleLine> special(Session session) {
        LocalDate date = session.date();
        String day = date.getDayOfMonth() + " " + date.getMonthValue() + " ? " + date.getYear();
        List<ScheduleLine> lines = new ArrayList<>();
        times(Agenda.of(session, squareOffBefore, flatAlarmBefore)).forEach((duty, times) -> {
            int number = 1;
            for (SortedSet<LocalTime> together : inOneLine(times)) {
                String expression = together.size() == 1
                        ? "at(" + date + "T" + together.getFirst() + ":00)"
                        : "cron(" + cronClock(together) + " " + day + ")";
                lines.add(new ScheduleLine(
                        "special-" + date + "-" + duty.code() + "-" + number++, duty, expression, null, null));
            }
        });
        return lines;
    }

    /// Times of day by duty, in the agenda's order.
    private static Map<Duty, SortedSet<LocalTime>> times(List<Tick> agenda) {
        Map<Duty, SortedSet<LocalTime>> times = new LinkedHashMap<>();
        for (Tick tick : agenda) {
            times.computeIfAbsent(tick.duty(), duty -> new TreeSet<>())
                    .add(tick.at().atZone(TradingCalendar.INDIA).toLocalTime());
        }
        return times;
    }

    private static List<String> cronClocks(SortedSet<LocalTime> times) {
        return inOneLine(times).stream().map(ScheduleLines::cronClock).toList();
    }

    /// Hours with the same minutes share a line.
    private static List<SortedSet<LocalTime>> inOneLine(SortedSet<LocalTime> times) {
        Map<Integer, List<Integer>> minutesByHour = times.stream()
                .collect(Collectors.groupingBy(
                        LocalTime::getHour,
                        TreeMap::new,
                        Collectors.mapping(LocalTime::getMinute, Collectors.toList())));
        Map<List<Integer>, SortedSet<LocalTime>> lines = new LinkedHashMap<>();
        minutesByHour.forEach((hour, minutes) -> {
            SortedSet<LocalTime> line = lines.computeIfAbsent(minutes, same -> new TreeSet<>());
            minutes.forEach(minute -> line.add(LocalTime.of(hour, minute)));
        });
        return List.copyOf(lines.values());
    }

    /// Minutes and hours of a cron line, such as `0/5 10-14`.
    private static String cronClock(SortedSet<LocalTime> times) {
        SortedSet<Integer> minutes =
                times.stream().map(LocalTime::getMinute).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<Integer> hours =
                times.stream().map(LocalTime::getHour).collect(Collectors.toCollection(TreeSet::new));
        return field(minutes, 59) + " " + field(hours, 23);
    }

    /// A cron field: `*`, one value, `a-b`, `a-b/step` or a list.
    private static String field(SortedSet<Integer> values, int highest) {
        List<Integer> all = List.copyOf(values);
        int first = all.getFirst();
        int last = all.getLast();
        if (all.size() == 1) {
            return String.valueOf(first);
        }
        int step = all.get(1) - first;
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i) - all.get(i - 1) != step) {
                return all.stream().map(String::valueOf).collect(Collectors.joining(","));
            }
        }
        if (step == 1) {
            return first == 0 && last == highest ? "*" : first + "-" + last;
        }
        return all.size() == 2 ? first + "," + last : first + "-" + last + "/" + step;
    }
}
