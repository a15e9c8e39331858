package sauda.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.events.Tick;
import sauda.events.Tick.Duty;

class AgendaTest {

    private static final String DAY = "2026-11-20";

    private final Config config = ConfigFile.defaults();
    private final List<Tick> day = config.agendaOn(LocalDate.parse(DAY));

    @Test
    void opensTheDayHalfAnHourBeforeTradingAndReportsAQuarterAfter() {
        assertThat(day.getFirst()).isEqualTo(new Tick(Duty.SESSION, at("08:45")));
        assertThat(day.getLast()).isEqualTo(new Tick(Duty.REPORT, at("15:45")));
    }

    @Test
    void looksAfterTheSquareOffAndAlarmsIfNotFlat() {
        assertThat(timesOf(Duty.SESSION)).containsExactly(at("08:45"), at("15:07"), at("15:10"));
    }

    @Test
    void ticksEveryFiveMinutesWithADeadlineTwoMinutesLater() {
        assertThat(timesOf(Duty.TICK))
                .hasSize(72)
                .startsWith(at("09:20"), at("09:25"))
                .endsWith(at("15:15"));
        assertThat(timesOf(Duty.DEADLINE))
                .isEqualTo(timesOf(Duty.TICK).stream()
                        .map(t -> t.plus(Duration.ofMinutes(2)))
                        .toList());
    }

    @Test
    void watchesAndReconcilesEachMinuteUntilTheClosingAuctionIsOver() {
        assertThat(timesOf(Duty.WATCH))
                .hasSize(386)
                .startsWith(at("09:15"), at("09:16"))
                .endsWith(at("15:40"));
        assertThat(timesOf(Duty.RECONCILE)).isEqualTo(timesOf(Duty.WATCH));
    }

    @Test
    void keepsTheOrderOfDutiesWithinAMinute() {
        assertThat(day.stream().filter(tick -> tick.at().equals(at("15:10"))))
                .extracting(Tick::duty)
                .containsExactly(Duty.SESSION, Duty.TICK, Duty.WATCH, Duty.RECONCILE);
        assertThat(day.stream().filter(tick -> tick.at().equals(at("15:07"))))
                .extracting(Tick::duty)
                .containsExactly(Duty.SESSION, Duty.DEADLINE, Duty.WATCH, Duty.RECONCILE);
        assertThat(day).isSortedAccordingTo(java.util.Comparator.comparing(Tick::at));
    }

    @Test
    void saysEachThingOnceWhenTwoDutiesFallTogether() {
        Session session = config.calendar().session(LocalDate.parse(DAY)).orElseThrow();

        List<Tick> agenda = Agenda.of(session, Duration.ofMinutes(7), Duration.ofMinutes(5));

        assertThat(agenda).doesNotHaveDuplicates();
        assertThat(agenda.stream().filter(tick -> tick.duty() == Duty.SESSION)).hasSize(2);
    }

    @Test
    void watchesThroughThePauseOfASessionInTwoPartsAndTicksOnlyInItsParts() {
        List<Tick> drill = config.agendaOn(LocalDate.parse("2024-03-02"));

        assertThat(drill.stream().filter(tick -> tick.duty() == Duty.TICK)).hasSize(21);
        assertThat(drill).contains(new Tick(Duty.WATCH, SessionTest.at("2024-03-02", "10:45")));
        assertThat(drill.getLast()).isEqualTo(new Tick(Duty.REPORT, SessionTest.at("2024-03-02", "13:00")));
    }

    @Test
    void saysNothingOnAHoliday() {
        assertThat(config.agendaOn(LocalDate.parse("2026-12-25"))).isEmpty();
    }

    private List<Instant> timesOf(Duty duty) {
        return day.stream().filter(tick -> tick.duty() == duty).map(Tick::at).toList();
    }

    private static Instant at(String time) {
        return SessionTest.at(DAY, time);
    }
}
