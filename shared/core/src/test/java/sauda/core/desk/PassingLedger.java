package sauda.core.desk;

import java.util.List;
import java.util.Optional;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// A ledger that hands everything on to another: to be got in the way of.
class PassingLedger implements Ledger {

    private final Ledger to;

    PassingLedger(Ledger to) {
        this.to = to;
    }

    @Override
    public Optional<Item> get(Key key) {
        return to.get(key);
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        return to.list(partition, prefix, newestFirst, most);
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        return to.older(partition, prefix, than, most);
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        return this.to.range(partition, from, to);
    }

    @Override
    public Commit commit(List<Write> writes) {
        return to.commit(writes);
    }
}
