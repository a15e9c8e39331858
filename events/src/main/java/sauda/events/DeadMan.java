package sauda.events;

import java.time.Instant;
import java.util.ArrayList;
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

    /// Causes, and words to people, that are remembered.
    private static final int KEPT = 30;

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
        return new DeadMan(Phase.WATCHING, 0, from, from, Map.of(), List.of(), null, List.of(), null, null, List.of());
    }

    public DeadMan numbered(long number) {
        return new DeadMan(phase, number, from, lookedAt, since, done, shot, legs, inLedger, ask, told);
    }

    /// It looked, and suspects this.
    public DeadMan looked(Instant at, Map<String, Instant> suspected) {
        return new DeadMan(phase, seq, from, at, suspected, done, shot, legs, inLedger, ask, told);
    }

    /// @param clients whose venues are left and locked
    public DeadMan fired(Shot next, List<String> clients) {
        List<String> causes = new ArrayList<>(done.subList(Math.max(0, done.size() - KEPT), done.size()));
        causes.add(next.cause());
        return new DeadMan(
                Phase.FIRED,
                seq,
                from,
                lookedAt,
                since,
                causes,
                next,
                clients.stream()
                        .map(client -> new Leg(client, null, null, null))
                        .toList(),
                null,
                null,
                List.of());
    }

    public DeadMan with(Leg changed) {
        List<Leg> all = legs.stream()
                .map(leg -> leg.client().equals(changed.client()) ? changed : leg)
                .toList();
        return new DeadMan(phase, seq, from, lookedAt, since, done, shot, all, inLedger, ask, told);
    }

    public DeadMan lockedInLedger(Instant at) {
        return new DeadMan(phase, seq, from, lookedAt, since, done, shot, legs, at, ask, told);
    }

    public DeadMan in(Phase next) {
        return new DeadMan(next, seq, from, lookedAt, since, done, shot, legs, inLedger, ask, told);
    }

    /// @param next null when the one before counts no more
    public DeadMan asked(@Nullable Ask next) {
        return new DeadMan(phase, seq, from, lookedAt, since, done, shot, legs, inLedger, next, told);
    }

    public DeadMan told(String what) {
        List<String> all = new ArrayList<>(told.subList(Math.max(0, told.size() - KEPT), told.size()));
        all.add(what);
        return new DeadMan(phase, seq, from, lookedAt, since, done, shot, legs, inLedger, ask, all);
    }

    /// It watches again, and what was before counts no more.
    public DeadMan unlocked(Instant at) {
        return new DeadMan(Phase.WATCHING, seq, at, lookedAt, Map.of(), done, null, List.of(), null, null, List.of());
    }

    public Optional<Leg> leg(String client) {
        return legs.stream().filter(leg -> leg.client().equals(client)).findFirst();
    }

    /// Locked, or about to be.
    public boolean isLocking() {
        return phase == Phase.FIRED || phase == Phase.LOCKED;
    }
}
