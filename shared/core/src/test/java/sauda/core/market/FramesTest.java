package sauda.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.core.calendar.Session;
import sauda.core.signal.Sessions;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;

class FramesTest {

    private static final LocalDate DAY = LocalDate.parse("2024-01-17");
    private final Frames frames = new Frames();

    @Test
    void aLongerBarHasTheFirstOpenTheExtremesTheLastCloseAndAllVolume() {
        add(DAY, bar(DAY, "09:15", 100, 104, 99, 101, 10));
        add(DAY, bar(DAY, "09:20", 101, 103, 97, 102, 20));
        assertThat(frames.bars(Frame.M15)).isEmpty();

        add(DAY, bar(DAY, "09:25", 102, 103, 100, 103, 30));

        assertThat(frames.bars(Frame.M15)).containsExactly(bar(DAY, "09:15", 100, 104, 97, 103, 60));
    }

    @Test
    void theLastHourOfASessionIsShortAndTheDayClosesWithIt() {
        wholeDay(DAY);

        assertThat(frames.bars(Frame.M5)).hasSize(75);
        assertThat(frames.bars(Frame.M15)).hasSize(25);
        assertThat(starts(Frame.H1))
                .containsExactly(
                        at(DAY, "09:15"),
                        at(DAY, "10:15"),
                        at(DAY, "11:15"),
                        at(DAY, "12:15"),
                        at(DAY, "13:15"),
                        at(DAY, "14:15"),
                        at(DAY, "15:15"));
        assertThat(starts(Frame.D1)).containsExactly(at(DAY, "09:15"));
    }

    @Test
    void aSlotThatIsOverIsClosedWithTheBarsItHas() {
        add(DAY, flat(DAY, "09:15"));
        frames.closeUntil(at(DAY, "09:29"));
        assertThat(frames.bars(Frame.M15)).isEmpty();

        frames.closeUntil(at(DAY, "09:30"));

        assertThat(frames.bars(Frame.M15)).containsExactly(flat(DAY, "09:15"));
    }

    @Test
    void aSlotWithoutAnyBarHasNoLongerBar() {
        add(DAY, flat(DAY, "09:15"));
        add(DAY, flat(DAY, "09:45"));
        frames.closeUntil(at(DAY, "10:00"));

        assertThat(starts(Frame.M15)).containsExactly(at(DAY, "09:15"), at(DAY, "09:45"));
    }

    @Test
    void aSessionInTwoPartsIsOneSessionWithAPause() {
        wholeDay(Sessions.IN_TWO_PARTS);

        LocalDate day = Sessions.IN_TWO_PARTS;
        assertThat(frames.bars(Frame.M5)).hasSize(21);
        assertThat(starts(Frame.M15))
                .containsExactly(
                        at(day, "09:15"),
                        at(day, "09:30"),
                        at(day, "09:45"),
                        at(day, "11:30"),
                        at(day, "11:45"),
                        at(day, "12:00"),
                        at(day, "12:15"));
        assertThat(starts(Frame.H1)).containsExactly(at(day, "09:15"), at(day, "11:15"), at(day, "12:15"));
        assertThat(frames.bars(Frame.D1)).hasSize(1);
    }

    @Test
    void barsOffTheGridOrOutsideContinuousTradingAreIgnored() {
        add(DAY, flat(DAY, "09:10"));
        add(DAY, flat(DAY, "09:17"));
        add(DAY, flat(DAY, "15:30"));
        add(Sessions.IN_TWO_PARTS, flat(Sessions.IN_TWO_PARTS, "10:00"));

        assertThat(frames.bars(Frame.M5)).isEmpty();
        assertThat(frames.session()).isEmpty();
    }

    @Test
    void the21stSessionDropsTheFirst() {
        List<LocalDate> days = Sessions.before(DAY, 20);
        days.forEach(this::wholeDay);
        assertThat(frames.bars(Frame.D1)).hasSize(20);
        int before = frames.generation();

        add(DAY, flat(DAY, "09:15"));

        assertThat(frames.bars(Frame.M5)).hasSize(19 * 75 + 1);
        assertThat(starts(Frame.D1).getFirst()).isEqualTo(at(days.get(1), "09:15"));
        assertThat(frames.generation()).isGreaterThan(before);
    }

    @Test
    void aLateBarIsPutInItsPlaceAndTheLongerBarsAreMadeAgain() {
        add(DAY, flat(DAY, "09:15"));
        add(DAY, flat(DAY, "09:25"));
        assertThat(frames.missing(Sessions.on(DAY), at(DAY, "09:30"))).containsExactly(at(DAY, "09:20"));

        add(DAY, bar(DAY, "09:20", 100, 140, 60, 100, 10));

        assertThat(frames.missing(Sessions.on(DAY), at(DAY, "09:30"))).isEmpty();
        assertThat(frames.bars(Frame.M15)).containsExactly(bar(DAY, "09:15", 100, 140, 60, 100, 30));
    }

    @Test
    void aBarToldTwiceCountsOnceAndACorrectionReplacesIt() {
        add(DAY, flat(DAY, "09:15"));
        int before = frames.generation();
        add(DAY, flat(DAY, "09:15"));
        assertThat(frames.generation()).isEqualTo(before);

        add(DAY, bar(DAY, "09:15", 100, 101, 99, 100, 7));

        assertThat(frames.bars(Frame.M5)).containsExactly(bar(DAY, "09:15", 100, 101, 99, 100, 7));
    }

    @Test
    void aBarOfASessionBeforeTheNewestIsRefused() {
        add(DAY, flat(DAY, "09:15"));

        assertThatThrownBy(() -> add(DAY.minusDays(1), flat(DAY.minusDays(1), "15:25")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2024-01-16");
    }

    @Test
    void builtAtOnceFromALongerPastItIsTheSameWindow() {
        List<Bar> bars = new ArrayList<>();
        for (LocalDate day : Sessions.before(DAY, 25)) {
            Sessions.on(day).ticks().forEach(tick -> bars.add(flat(tick.minusSeconds(300))));
            wholeDay(day);
        }
        Frames atOnce = Frames.of(bars, Sessions::of);

        for (Frame frame : List.of(Frame.M5, Frame.M15, Frame.H1, Frame.D1)) {
            assertThat(atOnce.bars(frame)).isEqualTo(frames.bars(frame));
        }
        assertThat(atOnce.hash()).isEqualTo(frames.hash());
    }

    @Test
    void theHashChangesWithAnyFigureOfAnyBar() {
        add(DAY, flat(DAY, "09:15"));
        String before = frames.hash();

        add(DAY, bar(DAY, "09:15", 100, 100, 100, 100, 11));

        assertThat(frames.hash()).isNotEqualTo(before).hasSize(64);
    }

    @Test
    void aTickClosesABarOfAFrameAtTheEndOfItsSlotOrOfTheSession() {
        Session session = Sessions.on(DAY);
        assertThat(Frames.closesAt(Frame.M15, session, at(DAY, "09:25"))).isFalse();
        assertThat(Frames.closesAt(Frame.M15, session, at(DAY, "09:30"))).isTrue();
        assertThat(Frames.closesAt(Frame.H1, session, at(DAY, "15:15"))).isTrue();
        assertThat(Frames.closesAt(Frame.H1, session, at(DAY, "15:30"))).isTrue();
        assertThat(Frames.closesAt(Frame.M5, session, at(DAY, "15:35"))).isFalse();
    }

    private void wholeDay(LocalDate day) {
        Sessions.on(day).ticks().forEach(tick -> add(day, flat(tick.minusSeconds(300))));
    }

    private void add(LocalDate day, Bar bar) {
        frames.add(bar, Sessions.on(day));
    }

    private List<Instant> starts(Frame frame) {
        return frames.bars(frame).stream().map(Bar::start).toList();
    }

    private static Instant at(LocalDate day, String time) {
        return Sessions.at(day, time);
    }

    private static Bar flat(LocalDate day, String time) {
        return flat(at(day, time));
    }

    private static Bar flat(Instant start) {
        return new Bar(start, Rupees.of(100), Rupees.of(100), Rupees.of(100), Rupees.of(100), 10);
    }

    private static Bar bar(LocalDate day, String time, long open, long high, long low, long close, long volume) {
        return new Bar(at(day, time), Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), volume);
    }
}
