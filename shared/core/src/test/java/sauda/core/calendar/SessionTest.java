package sauda.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.Frame;

class SessionTest {

    private final Session twoParts =
            TradingCalendarTest.session("2024-03-02", Session.Kind.SPECIAL, "drill", "5", "09:15-10:00", "11:30-12:30");
    private final Session day =
            TradingCalendarTest.session("2024-01-23", Session.Kind.NORMAL, "normal session", "10", "09:15-15:30");

    @ParameterizedTest
    @CsvSource({
        "09:14:59, false",
        "09:15, true",
        "09:59:59, true",
        "10:00, false",
        "11:29, false",
        "11:30, true",
        "12:30, false",
    })
    void tradesInItsPartsAndNotInItsPause(LocalTime time, boolean trading) {
        assertThat(twoParts.isTrading(at(twoParts, time))).isEqualTo(trading);
    }

    @Test
    void ticksAtTheEndOfEachBarOfBothParts() {
        assertThat(twoParts.ticks()).hasSize(9 + 12).contains(at("2024-03-02", "10:00"), at("2024-03-02", "11:35"));
        assertThat(twoParts.ticks().getFirst()).isEqualTo(at("2024-03-02", "09:20"));
        assertThat(twoParts.ticks().getLast()).isEqualTo(at("2024-03-02", "12:30"));
        assertThat(twoParts.barSlots().getFirst()).isEqualTo(at("2024-03-02", "09:15"));
        assertThat(twoParts.barSlots().getLast()).isEqualTo(at("2024-03-02", "12:25"));
    }

    @ParameterizedTest
    @CsvSource({"12:25, true", "12:20, false", "09:55, false", "12:30, false", "12:26, false"})
    void hasOneLastBar(LocalTime start, boolean last) {
        assertThat(twoParts.isLastBar(at(twoParts, start))).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "M5, 09:15, 09:15, 09:20",
        "M15, 09:25, 09:15, 09:30",
        "M15, 15:29:59, 15:15, 15:30",
        "H1, 10:14, 09:15, 10:15",
        "H1, 15:20, 15:15, 15:30",
        "D1, 15:29, 09:15, 15:30",
    })
    void countsFramesFromTheOpenAndCutsTheLastAtTheClose(Frame frame, LocalTime time, LocalTime start, LocalTime end) {
        assertThat(day.frameStart(frame, at(day, time))).isEqualTo(at(day, start));
        assertThat(day.frameEnd(frame, at(day, time))).isEqualTo(at(day, end));
    }

    @ParameterizedTest
    @CsvSource({"M15, 11:30, 11:30", "H1, 11:30, 11:15", "H1, 09:59, 09:15", "D1, 12:29, 09:15"})
    void runsTheGridThroughThePause(Frame frame, LocalTime time, LocalTime start) {
        assertThat(twoParts.frameStart(frame, at(twoParts, time))).isEqualTo(at(twoParts, start));
    }

    @ParameterizedTest
    @CsvSource({"09:14", "15:30"})
    void hasNoFrameOutsideItsHours(LocalTime time) {
        assertThatThrownBy(() -> day.frameStart(Frame.M15, at(day, time)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outside the session of 2024-01-23");
    }

    static Instant at(String date, String time) {
        return LocalDate.parse(date)
                .atTime(LocalTime.parse(time))
                .atZone(TradingCalendar.INDIA)
                .toInstant();
    }

    private static Instant at(Session session, LocalTime time) {
        return session.date().atTime(time).atZone(TradingCalendar.INDIA).toInstant();
    }
}
