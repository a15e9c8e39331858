package sauda.brokers.dhan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;

/// The calls of one class that all functions together have made or may make at a set
/// time. Pure. Counts of a minute and an hour are kept in spans, each of which counts
/// until all of it is out of the window: never too many, now and then one less than
/// allowed.
///
/// @param last    time of the newest call, null before the first
/// @param minute  spans of 5 s, oldest first
/// @param hour    spans of 5 min, oldest first
/// @param day     that `today` counts, in India
/// @param stopped no call before this, null for no stop
record RateUse(
        @Nullable Instant last,
        List<Span> minute,
        List<Span> hour,
        @Nullable LocalDate day,
        long today,
        @Nullable Instant stopped) {

    static final RateUse NONE = new RateUse(null, List.of(), List.of(), null, 0, null);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FARTHEST_TURN = Duration.ofSeconds(12);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PART_OF_A_MINUTE = Duration.ofSeconds(5);
    private static final Duration PART_OF_AN_HOUR = Duration.ofMinutes(5);

    RateUse {
        minute = List.copyOf(minute);
        hour = List.copyOf(hour);
    }

    record Span(Instant start, long calls) {}

    /// A call may be made at `at`.
    ///
    /// @param then the use with that call in it
    record Turn(Instant at, RateUse then) {}

    /// The next call's time: now, or as soon as every window has room for it.
    Turn next(RateClass rate, Instant now) {
        Instant at = later(later(now, stopped), last == null ? null : last.plus(rate.spacing()));
        for (Instant before = null; !at.equals(before); ) {
            before = at;
            at = later(at, room(minute, rate.perMinute(), MINUTE, PART_OF_A_MINUTE, at));
            at = later(at, room(hour, rate.perHour(), HOUR, PART_OF_AN_HOUR, at));
            at = later(at, roomInDay(rate.perDay(), at));
        }
        LocalDate date = TradingCalendar.dateOf(at);
        return new Turn(
                at,
                new RateUse(
                        at,
                        rate.perMinute() == 0 ? List.of() : with(minute, at, MINUTE, PART_OF_A_MINUTE),
                        rate.perHour() == 0 ? List.of() : with(hour, at, HOUR, PART_OF_AN_HOUR),
                        date,
                        date.equals(day) ? today + 1 : 1,
                        stopped));
    }

    /// The use as a clock may believe it. Nobody takes a turn so far ahead: a clock was
    /// set back, and that must not hold up the ways out until it has caught up. What counts
    /// in the minute, the hour and the day goes on counting.
    RateUse asOf(Instant now) {
        return last == null || !last.isAfter(now.plus(FARTHEST_TURN))
                ? this
                : new RateUse(null, minute, hour, day, today, stopped);
    }

    /// The use after the venue warned of a block.
    RateUse stoppedUntil(Instant until) {
        return new RateUse(last, minute, hour, day, today, later(until, stopped));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /// When a window has room: null if it has now.
    private static @Nullable Instant room(List<Span> spans, int most, Duration window, Duration part, Instant at) {
        List<Span> counted =
                spans.stream().filter(span -> counts(span, window, part, at)).toList();
        long calls = counted.stream().mapToLong(Span::calls).sum();
        return most == 0 || calls < most
                ? null
                : counted.getFirst().start().plus(part).plus(window);
    }

    /// Whether any instant of a span may lie in the window that ends at an instant.
    private static boolean counts(Span span, Duration window, Duration part, Instant at) {
        return span.start().plus(part).isAfter(at.minus(window));
    }

    private @Nullable Instant roomInDay(int most, Instant at) {
        LocalDate date = TradingCalendar.dateOf(at);
        return most > 0 && date.equals(day) && today >= most
                ? date.plusDays(1).atStartOfDay(TradingCalendar.INDIA).toInstant()
                : null;
    }

    private static List<Span> with(List<Span> spans, Instant at, Duration window, Duration part) {
        long length = part.toSeconds();
        Instant start = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length) * length);
        List<Span> kept = new ArrayList<>();
        long calls = 1;
        for (Span span : spans) {
            if (span.start().equals(start)) {
                calls += span.calls();
            } else if (counts(span, window, part, at)) {
                kept.add(span);
            }
        }
        kept.add(new Span(start, calls));
        return kept;
    }
}
