package sauda.local.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Order;

/// A ledger that notes when it took each fill.
final class FillTimes implements Ledger {

    private static final String ORDER = "order";

    private final Ledger to;
    private final Map<String, Long> times = new ConcurrentHashMap<>();

    FillTimes(Ledger to) {
        this.to = to;
    }

    /// What a fill is called: the order, and how many fills it has with it.
    static String name(Order order) {
        return order.id() + "#" + order.fills().size();
    }

    /// When a fill was committed, by the clock of [System#nanoTime()].
    Optional<Long> of(String fill) {
        return Optional.ofNullable(times.get(fill));
    }

    int count() {
        return times.size();
    }

    @Override
    public Commit commit(List<Write> writes) {
        Commit commit = to.commit(writes);
        long now = System.nanoTime();
        if (commit instanceof Commit.Done) {
            for (Write write : writes) {
                if (write instanceof Write.Put(Item item, var _) && item.kind().equals(ORDER)) {
                    Order order = item.as(Order.class);
                    if (!order.fills().isEmpty()) {
                        times.putIfAbsent(name(order), now);
                    }
                }
            }
        }
        return commit;
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
    public List<Item> range(String partition, String from, String upTo) {
        return to.range(partition, from, upTo);
    }
}
