package sauda.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.events.Tick;

class ScheduleLinesTest {

    private final Config config = ConfigFile.defaults();

    @Test
    void saysAnOrdinaryStretchInAFewCronLines() {
        assertThat(config.scheduleLines(date("2026-11-16"), date("2026-11-20")))
                .extracting(ScheduleLine::expression)
                .containsExactly(
                        "cron(45 8 ? * MON-FRI *)",
                        "cron(7,10 15 ? * MON-FRI *)",
                        "cron(15-59 9 ? * MON-FRI *)",
                        "cron(* 10-14 ? * MON-FRI *)",
                        "cron(0-40 15 ? * MON-FRI *)",
                        "cron(15-59 9 ? * MON-FRI *)",
                        "cron(* 10-14 ? * MON-FRI *)",
                        "cron(0-40 15 ? * MON-FRI *)",
                        "cron(20-55/5 9 ? * MON-FRI *)",
                        "cron(0-55/5 10-14 ? * MON-FRI *)",
                        "cron(0-15/5 15 ? * MON-FRI *)",
                        "cron(22-57/5 9 ? * MON-FRI *)",
                        "cron(2-57/5 10-14 ? * MON-FRI *)",
                        "cron(2-17/5 15 ? * MON-FRI *)",
                        "cron(45 15 ? * MON-FRI *)");
    }

    @Test
    void changesTheCronLinesWhereTheSessionHoursChange() {
        List<ScheduleLine> reports = config.scheduleLines(date("2026-07-01"), date("2026-09-30")).stream()
                .filter(line -> line.duty() == Tick.Duty.REPORT)
                .toList();

        assertThat(reports)
                .containsExactly(
                        new ScheduleLine(
                                "weekdays-first-report-1",
                                Tick.Duty.REPORT,
                                "cron(0 16 ? * MON-FRI *)",
                                null,
                                LocalDateTime.parse("2026-08-02T23:59:59")),
                        new ScheduleLine(
                                "weekdays-2026-08-03-report-1",
                                Tick.Duty.REPORT,
                                "cron(45 15 ? * MON-FRI *)",
                                LocalDateTime.parse("2026-08-03T00:00:00"),
                                null));
    }

    @Test
    void saysASpecialSessionInLinesForItsDate() {
        assertThat(config.scheduleLines(date("2024-11-01"), date("2024-11-01")))
                .extracting(ScheduleLine::expression)
                .startsWith("at(2024-11-01T17:30:00)", "cron(52,55 18 1 11 ? 2024)", "cron(* 18 1 11 ? 2024)")
                .endsWith("at(2024-11-01T19:30:00)");
    }

    @ParameterizedTest
    @CsvSource({"2024-01-01, 2024-12-31", "2025-01-01, 2025-12-31", "2026-01-01, 2026-11-20", "2026-11-21, 2026-12-31"})
    void fireExactlyTheAgendaOnEveryTradingDay(LocalDate from, LocalDate to) {
        List<ScheduleLine> lines = config.scheduleLines(from, to);

        Set<LocalDate> tradingDays = new HashSet<>();
        for (Session session : config.calendar().sessionsBetween(from, to)) {
            tradingDays.add(session.date());
            assertThat(fired(lines, session.date()))
                    .as("fired on " + session.date())
                    .isEqualTo(config.agendaOn(session.date()).stream()
                            .sorted(BY_TIME)
                            .toList());
        }
        assertThat(from.datesUntil(to.plusDays(1))
                        .filter(date -> !tradingDays.contains(date))
                        .filter(date -> !fired(lines, date).isEmpty()))
                .as("closed days on which something fires")
                .allSatisfy(date -> assertThat(isWeekend(date)).isFalse());
    }

    @Test
    void namesEveryLineOnce() {
        assertThat(config.scheduleLines(date("2023-01-01"), date("2026-12-31")))
                .extracting(ScheduleLine::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[0-9a-z-]{1,64}"));
    }

    private static final Comparator<Tick> BY_TIME =
            Comparator.comparing(Tick::at).thenComparing(Tick::duty);

    private static final Pattern AT = Pattern.compile("at\\((.+)\\)");
    private static final Pattern CRON = Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");

    /// What the Scheduler would say on a date: a cron reader of the test's own.
    private static List<Tick> fired(List<ScheduleLine> lines, LocalDate date) {
        List<Tick> fired = new ArrayList<>();
        for (ScheduleLine line : lines) {
            for (LocalDateTime time : times(line.expression(), date)) {
                Instant at = time.atZone(TradingCalendar.INDIA).toInstant();
                boolean inForce = (line.start() == null || !time.isBefore(line.start()))
                        && (line.end() == null || !time.isAfter(line.end()));
                if (inForce) {
                    fired.add(new Tick(line.duty(), at));
                }
            }
        }
        fired.sort(BY_TIME);
        return fired;
    }

    private static List<LocalDateTime> times(String expression, LocalDate date) {
        Matcher once = AT.matcher(expression);
        if (once.matches()) {
            LocalDateTime at = LocalDateTime.parse(once.group(1));
            return at.toLocalDate().equals(date) ? List.of(at) : List.of();
        }
        Matcher cron = CRON.matcher(expression);
        assertThat(cron.matches()).as(expression).isTrue();
        boolean day = cron.group(5).equals("MON-FRI")
                ? cron.group(3).equals("?") && !isWeekend(date)
                : cron.group(5).equals("?") && field(cron.group(3), 1, 31).contains(date.getDayOfMonth());
        if (!day
                || !field(cron.group(4), 1, 12).contains(date.getMonthValue())
                || !field(cron.group(6), 1970, 2199).contains(date.getYear())) {
            return List.of();
        }
        List<LocalDateTime> times = new ArrayList<>();
        for (int hour : field(cron.group(2), 0, 23)) {
            for (int minute : field(cron.group(1), 0, 59)) {
                times.add(date.atTime(LocalTime.of(hour, minute)));
            }
        }
        return times;
    }

    private static Set<Integer> field(String field, int lowest, int highest) {
        Set<Integer> values = new TreeSet<>();
        for (String part : field.split(",")) {
            String[] stepped = part.split("/");
            String[] range = stepped[0].equals("*") ? new String[] {lowest + "", highest + ""} : stepped[0].split("-");
            int last = Integer.parseInt(range[range.length - 1]);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            for (int value = Integer.parseInt(range[0]); value <= last; value += step) {
                values.add(value);
            }
        }
        return values;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }
}
