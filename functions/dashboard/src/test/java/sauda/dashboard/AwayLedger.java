package sauda.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// A ledger that does not answer some commits, or nothing at all.
final class AwayLedger implements Ledger {

    private final Ledger to;
    private final Predicate<Write> away;
    private final boolean reads;

    /// @param away  a commit with such a write is not answered, and not done
    /// @param reads whether reads are answered
    private AwayLedger(Ledger to, Predicate<Write> away, boolean reads) {
        this.to = to;
        this.away = away;
        this.reads = reads;
    }

    static AwayLedger wholly(Ledger ledger) {
        return new AwayLedger(ledger, write -> true, false);
    }

    static AwayLedger forWritesOf(Ledger ledger, Predicate<Write> away) {
        return new AwayLedger(ledger, away, true);
    }

    private static LedgerUnavailable gone() {
        return new LedgerUnavailable("away", new IllegalStateException());
    }

    @Override
    public Optional<Item> get(Key key) {
        if (!reads) {
            throw gone();
        }
        return to.get(key);
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        if (!reads) {
            throw gone();
        }
        return to.list(partition, prefix, newestFirst, most);
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        if (!reads) {
            throw gone();
        }
        return to.older(partition, prefix, than, most);
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        if (!reads) {
            throw gone();
        }
        return this.to.range(partition, from, to);
    }

    @Override
    public Commit commit(List<Write> writes) {
        if (writes.stream().anyMatch(away)) {
            throw gone();
        }
        return to.commit(writes);
    }
}
