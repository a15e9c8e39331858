package sauda.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.config.ConfigFile;

/// The days of `nse-rules.md` §1 and §5, as the shipped calendar has them.
class TradingCalendarTest {

    private final TradingCalendar calendar = ConfigFile.defaults().calendar();

    @Test
    void tradesAnOrdinaryDayFromQuarterPastNineToHalfPastThree() {
        assertThat(calendar.session(date("2024-01-23")))
                .contains(session("2024-01-23", Session.Kind.NORMAL, "normal session", "10", "09:15-15:30"));
    }

    @ParameterizedTest
    @CsvSource({"2026-07-31, 15:30, 75", "2026-08-03, 15:15, 72", "2026-11-20, 15:15, 72"})
    void endsContinuousTradingEarlierSinceTheClosingAuction(LocalDate date, LocalTime close, int bars) {
        Session session = calendar.session(date).orElseThrow();

        assertThat(session.close())
                .isEqualTo(date.atTime(close).atZone(TradingCalendar.INDIA).toInstant());
        assertThat(session.ticks()).hasSize(bars);
        assertThat(session.barSlots()).hasSize(bars);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-22, 'Special holiday (Ayodhya consecration), announced late'",
        "2024-05-20, 'Lok Sabha election in Mumbai, added'",
        "2024-11-20, 'Maharashtra assembly election, added'",
        "2025-10-22, Balipratipada",
        "2026-01-15, 'Maharashtra municipal elections, added in January'",
        "2023-11-27, Guru Nanak Jayanti",
        "2024-01-27, weekend",
        "2026-11-15, weekend",
    })
    void isClosedOnHolidaysAndWeekendsAndSaysWhy(LocalDate date, String why) {
        assertThat(calendar.session(date)).isEmpty();
        assertThat(calendar.whyClosed(date)).contains(why);
    }

    @ParameterizedTest
    @CsvSource({"2023, 246", "2024, 249", "2025, 249", "2026, 246"})
    void tradesAsManySessionsInAYearAsTheExchangeDid(int year, int sessions) {
        assertThat(calendar.sessionsBetween(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
                .hasSize(sessions);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-20, 'Full session on Saturday, for 22 January'",
        "2025-02-01, 'Full session on Saturday, Union Budget'",
        "2026-02-01, 'Full session on Sunday, Union Budget'",
    })
    void tradesAFullSessionOnAnOpenWeekendDay(LocalDate date, String name) {
        assertThat(calendar.session(date))
                .contains(session(date.toString(), Session.Kind.NORMAL, name, "10", "09:15-15:30"));
        assertThat(calendar.whyClosed(date)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-03-02", "2024-05-18"})
    void tradesADrillInTwoPartsWithANarrowBand(String date) {
        assertThat(calendar.session(date(date)))
                .contains(session(
                        date,
                        Session.Kind.SPECIAL,
                        "Disaster-recovery drill in two parts on Saturday",
                        "5",
                        "09:15-10:00",
                        "11:30-12:30"));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-11-12, Muhurat on Sunday, 18:15-19:15",
        "2024-11-01, Muhurat on Friday, 18:00-19:00",
        "2025-10-21, Muhurat on Tuesday, 13:45-14:45",
    })
    void tradesMuhuratThoughTheDayIsAHoliday(String date, String name, String hours) {
        assertThat(calendar.session(date(date))).contains(session(date, Session.Kind.MUHURAT, name, "10", hours));
    }

    @Test
    void doesNotTradeASessionWhoseHoursAreNotConfirmed() {
        assertThat(calendar.session(date("2026-11-08"))).isEmpty();
        assertThat(calendar.whyClosed(date("2026-11-08"))).contains("Muhurat on Sunday: its hours are not confirmed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2022-12-30", "2027-01-01", "2027-01-02"})
    void refusesAYearWithoutAnEntryEvenOnAWeekend(String date) {
        assertThatThrownBy(() -> calendar.session(date(date)))
                .isInstanceOf(TradingCalendar.YearMissing.class)
                .hasMessage("the calendar has no entry for " + date.substring(0, 4)
                        + ": add its holidays to sauda.yaml; until then nothing is traded");
        assertThat(calendar.knows(date(date))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-23, 2024-01-20",
        "2024-01-22, 2024-01-20",
        "2024-01-20, 2024-01-19",
        "2024-03-04, 2024-03-02",
        "2024-01-01, 2023-12-29",
        "2026-11-09, 2026-11-06",
    })
    void findsTheSessionBefore(LocalDate date, LocalDate previous) {
        assertThat(calendar.previous(date).date()).isEqualTo(previous);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-19, 2024-01-20",
        "2024-01-20, 2024-01-23",
        "2024-10-31, 2024-11-01",
        "2025-12-31, 2026-01-01",
    })
    void findsTheSessionAfter(LocalDate date, LocalDate next) {
        assertThat(calendar.next(date).date()).isEqualTo(next);
    }

    @Test
    void doesNotLookPastTheYearsItKnows() {
        assertThatThrownBy(() -> calendar.previous(date("2023-01-02")))
                .isInstanceOf(TradingCalendar.YearMissing.class)
                .hasMessageContaining("2022");
        assertThatThrownBy(() -> calendar.next(date("2026-12-31")))
                .isInstanceOf(TradingCalendar.YearMissing.class)
                .hasMessageContaining("2027");
    }

    @Test
    void countsTheLastSessionsWithTheDateItself() {
        assertThat(calendar.lastSessions(date("2024-01-23"), 3))
                .extracting(Session::date)
                .containsExactly(date("2024-01-19"), date("2024-01-20"), date("2024-01-23"));
        assertThat(calendar.lastSessions(date("2024-01-22"), 2))
                .extracting(Session::date)
                .containsExactly(date("2024-01-19"), date("2024-01-20"));
        assertThat(calendar.lastSessions(date("2024-01-22"), 0)).isEmpty();
    }

    @Test
    void listsSessionsWithBothEnds() {
        assertThat(calendar.sessionsBetween(date("2024-01-19"), date("2024-01-23")))
                .extracting(Session::date)
                .containsExactly(date("2024-01-19"), date("2024-01-20"), date("2024-01-23"));
        assertThat(calendar.sessionsBetween(date("2024-01-23"), date("2024-01-19")))
                .isEmpty();
    }

    static Session session(String date, Session.Kind kind, String name, String band, String... parts) {
        List<Session.Part> hours = Arrays.stream(parts)
                .map(part -> part.split("-"))
                .map(part -> new Session.Part(SessionTest.at(date, part[0]), SessionTest.at(date, part[1])))
                .toList();
        return new Session(date(date), kind, name, hours, new BigDecimal(band));
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }
}
