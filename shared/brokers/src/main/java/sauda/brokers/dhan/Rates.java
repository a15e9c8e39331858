package sauda.brokers.dhan;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;

/// Gives out the turns of a client's calls. What was used stands in the ledger, so that
/// all functions of the client share it. While the ledger does not answer each process
/// counts for itself: the ways out must not depend on it.
final class Rates {

    /// A ledger that did not answer is not waited for again at every call.
    private static final Duration UNTIL_NEXT_TRY = Duration.ofSeconds(30);

    private static final int MOST_TRIES = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(40);
    private static final String VERSION = "version";

    private final Ledger ledger;
    private final String client;
    private final RandomGenerator chance;
    private final Pauser pauser;
    private final Map<RateClass, RateUse> ownCount = new EnumMap<>(RateClass.class);
    private volatile Instant tryAgain = Instant.MIN;

    Rates(Ledger ledger, String client, RandomGenerator chance, Pauser pauser) {
        this.ledger = ledger;
        this.client = client;
        this.chance = chance;
        this.pauser = pauser;
    }

    /// When the next call of a class may be made; empty when that is after `latest`, and
    /// then no turn was used.
    Optional<Instant> turn(RateClass rate, Instant now, Instant latest) {
        if (now.isBefore(tryAgain)) {
            return ownTurn(rate, now, latest);
        }
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                Stored stored = stored(rate);
                RateUse.Turn turn = stored.use().asOf(now).next(rate, now);
                if (turn.at().isAfter(latest)) {
                    return Optional.empty();
                }
                if (isStored(rate, stored, turn.then())) {
                    return Optional.of(turn.at());
                }
                pauser.pause(Duration.ofNanos(chance.nextLong(LONGEST_PAUSE.toNanos()) + 1));
            }
            return Optional.empty();
        } catch (LedgerUnavailable down) {
            tryAgain = now.plus(UNTIL_NEXT_TRY);
            return ownTurn(rate, now, latest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Nothing of a class before an instant, for all functions.
    void stop(RateClass rate, Instant until) {
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                Stored stored = stored(rate);
                if (isStored(rate, stored, stored.use().stoppedUntil(until))) {
                    return;
                }
            }
        } catch (LedgerUnavailable down) {
            synchronized (ownCount) {
                ownCount.merge(rate, RateUse.NONE.stoppedUntil(until), (old, _) -> old.stoppedUntil(until));
            }
        }
    }

    private Optional<Instant> ownTurn(RateClass rate, Instant now, Instant latest) {
        synchronized (ownCount) {
            RateUse.Turn turn = ownCount.getOrDefault(rate, RateUse.NONE).next(rate, now);
            if (turn.at().isAfter(latest)) {
                return Optional.empty();
            }
            ownCount.put(rate, turn.then());
            return Optional.of(turn.at());
        }
    }

    /// @param version 0 when there is none yet
    private record Stored(RateUse use, long version) {}

    private Stored stored(RateClass rate) {
        return ledger.get(key(rate))
                .map(item -> new Stored(
                        item.as(RateUse.class), ((Number) item.attributes().getOrDefault(VERSION, 0L)).longValue()))
                .orElse(new Stored(RateUse.NONE, 0));
    }

    /// @return false when another was first
    private boolean isStored(RateClass rate, Stored before, RateUse use) {
        Item item = Item.whole(key(rate), "rate", use, Map.of(VERSION, before.version() + 1));
        Condition unchanged =
                before.version() == 0 ? new Condition.Absent() : new Condition.Equal(VERSION, before.version());
        return ledger.commit(List.of(Write.put(item, unchanged))).isDone();
    }

    private Key key(RateClass rate) {
        return Keys.rate(client, rate.name());
    }
}
