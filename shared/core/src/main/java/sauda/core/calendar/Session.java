package sauda.core.calendar;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import sauda.events.Frame;

/// One day's continuous trading. A special session in two parts is one session with a
/// pause.
///
/// @param parts       from when to when, in order
/// @param bandPercent width of the price band at the start of the day
public record Session(LocalDate date, Kind kind, String name, List<Part> parts, BigDecimal bandPercent) {

    private static final Duration BAR = Duration.ofMinutes(5);

    public enum Kind {
        NORMAL,
        SPECIAL,
        MUHURAT
    }

    /// @param from first instant of trading
    /// @param to   first instant after it
    public record Part(Instant from, Instant to) {
        boolean holds(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    public Session {
        parts = List.copyOf(parts);
    }

    public Instant open() {
        return parts.getFirst().from();
    }

    /// End of continuous trading.
    public Instant close() {
        return parts.getLast().to();
    }

    /// Whether the exchange trades continuously at the instant; its end is outside.
    public boolean isTrading(Instant instant) {
        return parts.stream().anyMatch(part -> part.holds(instant));
    }

    /// Whether a 5-minute bar of continuous trading starts at the instant.
    public boolean startsBar(Instant start) {
        return parts.stream()
                .anyMatch(part -> part.holds(start)
                        && Duration.between(part.from(), start).toSeconds() % BAR.toSeconds() == 0);
    }

    /// The ends of the session's 5-minute bars, in order: its ticks.
    public List<Instant> ticks() {
        List<Instant> ticks = new ArrayList<>();
        for (Part part : parts) {
            for (Instant end = part.from().plus(BAR); !end.isAfter(part.to()); end = end.plus(BAR)) {
                ticks.add(end);
            }
        }
        return List.copyOf(ticks);
    }

    public boolean isTick(Instant t) {
        return startsBar(t.minus(BAR));
    }

    /// The starts of the session's 5-minute bars, in order.
    public List<Instant> barSlots() {
        return ticks().stream().map(tick -> tick.minus(BAR)).toList();
    }

    /// Whether the session's last 5-minute bar starts at the instant.
    public boolean isLastBar(Instant start) {
        return startsBar(start) && !start.plus(BAR).isBefore(close());
    }

    /// The slot of the frame's grid that an instant of the session lies in: the grid runs
    /// from the open, through a pause too, and names the bar.
    ///
    /// @throws IllegalArgumentException outside open to close
    public Instant frameStart(Frame frame, Instant instant) {
        if (instant.isBefore(open()) || !instant.isBefore(close())) {
            throw new IllegalArgumentException(instant + " is outside the session of " + date);
        }
        long slots = Duration.between(open(), instant).dividedBy(lengthOf(frame));
        return open().plus(lengthOf(frame).multipliedBy(slots));
    }

    /// When the frame's bar that an instant lies in is closed: at the end of its slot, or
    /// of the session if that comes first.
    ///
    /// @throws IllegalArgumentException outside open to close
    public Instant frameEnd(Frame frame, Instant instant) {
        Instant end = frameStart(frame, instant).plus(lengthOf(frame));
        return end.isAfter(close()) ? close() : end;
    }

    /// A daily bar is the session, however long that is.
    private Duration lengthOf(Frame frame) {
        return frame == Frame.D1 ? Duration.between(open(), close()) : frame.length();
    }
}
