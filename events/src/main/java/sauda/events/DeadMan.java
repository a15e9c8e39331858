package sauda.events;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the dead man remembers, in a table of its own. Each step is stored here before it is
/// taken.
///
/// @param seq      raised by each change
/// @param from     nothing before this counts as silence: when it was set up, or last unlocked
/// @param lookedAt when it last looked
/// @param since    when what it suspects was first seen, by cause
/// @param done     causes that it acted on; none of them counts again
/// @param shot     what it acts on, null while it watches
/// @param legs     what was done at each live client because of the shot
/// @param inLedger when the ledger was seen locked, null before
/// @param ask      to be unlocked, null when nobody asks
/// @param told     what people were told of the shot
public record DeadMan(
        Phase phase,
        long seq,
        Instant from,
        Instant lookedAt,
        Map<String, Instant> since,
        List<String> done,
        @Nullable Shot shot,
        List<Leg> legs,
        @Nullable Instant inLedger,
        @Nullable Ask ask,
        List<String> told) {

    public enum Phase {
        /// It looks each minute.
        WATCHING,
        /// It acts, and something is not done yet.
        FIRED,
        /// All is flat and locked, at the venues and in the ledger.
        LOCKED,
        /// The second word was said, and the ledger may still be locked.
        UNLOCKING
    }

    /// @param cause what it acts on, once: its code and what tells it from others, such as
    ///              `SILENT:2026-10-07T10:15`
    public record Shot(String cause, String by, String because, Instant at) {

        public String code() {
            int colon = cause.indexOf(':');
            return colon < 0 ? cause : cause.substring(0, colon);
        }
    }

    /// @param leftAt   when the venue was last told to leave everything, null before and when it
    ///                 is certain that nothing came of it
    /// @param flatAt   when its books were first seen without open shares and waiting orders
    /// @param lockedAt when it locked itself, null before
    public record Leg(
            String client,
            @Nullable Instant leftAt,
            @Nullable Instant flatAt,
            @Nullable Instant lockedAt) {

        public Leg left(@Nullable Instant at) {
            return new Leg(client, at, null, null);
        }

        public Leg flat(Instant at) {
            return new Leg(client, leftAt, flatAt == null ? at : flatAt, lockedAt);
        }

        public Leg locked(Instant at) {
            return new Leg(client, leftAt, flatAt == null ? at : flatAt, at);
        }
    }

    /// The first of two steps to unlock.
    ///
    /// @param code to be said back in the second
    public record Ask(String code, String by, Instant at) {}

    public DeadMan {
        since = Collections.unmodifiableMap(new TreeMap<>(since));
        done = List.copyOf(done);
        legs = List.copyOf(legs);
        told = List.copyOf(told);
    }

    public static DeadMan watching(Instant from) {
        return new DeadMan(
                Phase.WATCHING, 0, from, from, Map.of(), List.of(), null, List.of(), null, null, List.of());
    }

    public Optional<Leg> leg(String client) {
        return legs.stream().filter(leg -> leg.client().equals(client)).findFirst();
    }

    /// The venues and the ledger are locked.
    public boolean isDone() {
        return inLedger != null && legs.stream().allMatch(leg -> leg.lockedAt() != null);
    }
}
