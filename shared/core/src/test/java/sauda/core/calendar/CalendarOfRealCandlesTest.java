package sauda.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sauda.core.config.ConfigFile;
import sauda.core.signal.RealCandles;
import sauda.events.Bar;
import sauda.events.Symbol;

/// The calendar against five-minute candles of a liquid stock, 2023-01-02 to 2024-03-28. The
/// candles lie beside the checkout; Muhurat is left out of them.
class CalendarOfRealCandlesTest {

    private static final LocalDate FIRST = LocalDate.parse("2023-01-02");
    private static final LocalDate LAST = LocalDate.parse("2024-03-31");

    private final TradingCalendar calendar = ConfigFile.defaults().calendar();

    @Test
    void everySessionHasCandlesInItsHoursAndNoOtherDayHasAny() {
        SortedMap<LocalDate, TreeSet<Instant>> candles = candlesByDay();
        List<Session> sessions = calendar.sessionsBetween(FIRST, LAST).stream()
                .filter(session -> session.kind() != Session.Kind.MUHURAT)
                .toList();

        assertThat(candles.keySet())
                .containsExactlyElementsOf(sessions.stream().map(Session::date).toList());
        for (Session session : sessions) {
            TreeSet<Instant> day = Objects.requireNonNull(candles.get(session.date()));
            assertThat(day.first()).as("first of " + session.date()).isEqualTo(session.open());
            assertThat(day).as("candles of " + session.date()).allMatch(session::startsBar);
            assertThat(session.isLastBar(day.last()))
                    .as("last of " + session.date())
                    .isTrue();
        }
    }

    private static SortedMap<LocalDate, TreeSet<Instant>> candlesByDay() {
        SortedMap<LocalDate, TreeSet<Instant>> days = new TreeMap<>();
        for (Bar bar : RealCandles.of(new Symbol("TCS"))) {
            days.computeIfAbsent(TradingCalendar.dateOf(bar.start()), day -> new TreeSet<>())
                    .add(bar.start());
        }
        return days;
    }
}
