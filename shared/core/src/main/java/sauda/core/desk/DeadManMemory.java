package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.events.DeadMan;

/// What the dead man remembers: in a table of its own, and while that is away in this process. Of
/// two that change it at once, one is first and the other begins again.
final class DeadManMemory {

    static final Key KEY = new Key("DEAD_MAN", "STATE");

    /// A table that did not answer is not asked again for so long: it must not use up the time to act.
    private static final Duration NOT_ASKED_FOR = Duration.ofSeconds(30);

    private final Ledger own;
    private final InstantSource clock;
    private @Nullable DeadMan known;
    private Instant askedFrom = Instant.MIN;
    private Optional<RuntimeException> trouble = Optional.empty();

    /// Number of the state as the table has it, null when it has none.
    private @Nullable Long stored;

    DeadManMemory(Ledger own, InstantSource clock) {
        this.own = own;
        this.clock = clock;
    }

    synchronized DeadMan now() {
        if (isAsked()) {
            try {
                Optional<DeadMan> found = own.get(KEY).map(item -> item.as(DeadMan.class));
                stored = found.map(DeadMan::seq).orElse(null);
                if (found.isPresent() && (known == null || found.get().seq() >= known.seq())) {
                    known = found.get();
                }
            } catch (RuntimeException away) {
                // What this process knows is the best there is.
                passOver(away);
            }
        }
        if (known == null) {
            known = DeadMan.watching(clock.instant());
        }
        return known;
    }

    private void passOver(RuntimeException away) {
        askedFrom = clock.instant().plus(NOT_ASKED_FOR);
        if (!(away instanceof LedgerUnavailable)) {
            trouble = trouble.or(() -> Optional.of(away));
        }
    }

    /// What the table failed with, other than by being away; passed over until it is told.
    synchronized Optional<RuntimeException> trouble() {
        return trouble;
    }

    synchronized void forgetTrouble() {
        trouble = Optional.empty();
    }

    private boolean isAsked() {
        return !clock.instant().isBefore(askedFrom);
    }

    /// @param change empty for none
    /// @return what is remembered now, empty when nothing was changed
    synchronized Optional<DeadMan> change(Function<DeadMan, Optional<DeadMan>> change) {
        return Attempts.until("what the dead man remembers", () -> {
            DeadMan before = now();
            Optional<DeadMan> next = change.apply(before).map(changed -> changed.numbered(before.seq() + 1));
            return next.isEmpty() || store(next.get()) ? Optional.of(next) : Optional.empty();
        });
    }

    private boolean store(DeadMan next) {
        Condition unseen =
                stored == null ? new Condition.Absent() : new Condition.Equal("seq", BigDecimal.valueOf(stored));
        if (isAsked()) {
            try {
                if (!own.commit(List.of(Write.put(Item.of(KEY, "dead-man", next), unseen)))
                        .isDone()) {
                    return false;
                }
            } catch (RuntimeException away) {
                // It acts all the same, and stores this with a later change.
                passOver(away);
            }
        }
        known = next;
        return true;
    }
}
