package sauda.brokers.dhan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.fakedhan.FakeClock;

/// A ledger that does not answer, which is known after as long as the real one tries.
record AwayLedger(FakeClock clock) implements Ledger {

    @Override
    public Optional<Item> get(Key key) {
        throw away();
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        throw away();
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        throw away();
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        throw away();
    }

    @Override
    public Commit commit(List<Write> writes) {
        throw away();
    }

    private LedgerUnavailable away() {
        clock.advance(Duration.ofSeconds(9));
        return new LedgerUnavailable("away", new IllegalStateException());
    }
}
