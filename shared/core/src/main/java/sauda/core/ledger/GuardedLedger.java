package sauda.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A ledger that is asked for its schema before it is used, and again from time to time. One
/// that is too new for this code is as good as away: nothing is read from it and nothing is
/// written, while what needs no ledger, such as a kill, goes on.
public final class GuardedLedger implements Ledger {

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private final Ledger guarded;
    private final InstantSource clock;
    private volatile Instant goodUntil = Instant.MIN;

    public GuardedLedger(Ledger guarded, InstantSource clock) {
        this.guarded = guarded;
        this.clock = clock;
    }

    /// @throws LedgerUnavailable with [Schema.TooNew] as its cause, or why the schema is unreadable
    private Ledger checked() {
        Instant now = clock.instant();
        if (!now.isBefore(goodUntil)) {
            try {
                Schema.of(guarded).requireReadable();
            } catch (LedgerUnavailable away) {
                throw away;
            } catch (Schema.TooNew refused) {
                throw new LedgerUnavailable(String.valueOf(refused.getMessage()), refused);
            } catch (RuntimeException unreadable) {
                throw new LedgerUnavailable("the ledger's schema cannot be read", unreadable);
            }
            goodUntil = now.plus(GOOD_FOR);
        }
        return guarded;
    }

    @Override
    public Optional<Item> get(Key key) {
        return checked().get(key);
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        return checked().list(partition, prefix, newestFirst, most);
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        return checked().older(partition, prefix, than, most);
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        return checked().range(partition, from, to);
    }

    @Override
    public Commit commit(List<Write> writes) {
        return checked().commit(writes);
    }
}
