package sauda.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// What the Scheduler says on the topic: a duty and the time it was scheduled for.
/// A second or a late delivery of it is the same tick.
///
/// @param duty which functions it is for
/// @param at   the scheduled time, whole minute, UTC
public record Tick(Duty duty, Instant at) {

    /// How long after T the deadline of a tick is.
    public static final Duration DEADLINE_AFTER = Duration.ofMinutes(2);

    /// The T of the trading tick that this message is about.
    public Instant t() {
        return duty == Duty.DEADLINE ? at.minus(DEADLINE_AFTER) : at;
    }

    public enum Duty {
        TICK,
        DEADLINE,
        WATCH,
        RECONCILE,
        SESSION,
        REPORT;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Duty of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
