package sauda.local.storm;

import java.util.List;
import java.util.Optional;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// A ledger whose answers get lost and before and after which anything may happen.
final class StormLedger implements Ledger {

    private final Ledger to;
    private final Dealings dealings;
    private final Weather weather;

    StormLedger(Ledger to, Dealings dealings, Weather weather) {
        this.to = to;
        this.dealings = dealings;
        this.weather = weather;
    }

    @Override
    public Optional<Item> get(Key key) {
        dealings.read();
        return to.get(key);
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        dealings.read();
        return to.list(partition, prefix, newestFirst, most);
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        dealings.read();
        return to.older(partition, prefix, than, most);
    }

    @Override
    public List<Item> range(String partition, String from, String upTo) {
        dealings.read();
        return to.range(partition, from, upTo);
    }

    @Override
    public Commit commit(List<Write> writes) {
        return dealings.deal("a commit", () -> {
            if (weather.strikes(Fault.LEDGER_DOWN)) {
                throw new LedgerUnavailable("no ledger", new IllegalStateException("storm"));
            }
            Commit commit = to.commit(writes);
            if (weather.strikes(Fault.REPLY_LOST)) {
                throw new LedgerUnavailable("no reply", new IllegalStateException("storm"));
            }
            return commit;
        });
    }
}
