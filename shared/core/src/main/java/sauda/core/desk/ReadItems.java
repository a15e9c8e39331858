package sauda.core.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

/// A ledger that remembers what was read from it.
final class ReadItems implements Ledger {

    private final Ledger ledger;
    private final Map<Key, Item> read = new LinkedHashMap<>();

    ReadItems(Ledger ledger) {
        this.ledger = ledger;
    }

    List<Item> all() {
        return List.copyOf(read.values());
    }

    @Override
    public Optional<Item> get(Key key) {
        Optional<Item> item = ledger.get(key);
        item.ifPresent(this::remember);
        return item;
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        List<Item> items = ledger.list(partition, prefix, newestFirst, most);
        items.forEach(this::remember);
        return items;
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        List<Item> items = ledger.older(partition, prefix, than, most);
        items.forEach(this::remember);
        return items;
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        List<Item> items = ledger.range(partition, from, to);
        items.forEach(this::remember);
        return items;
    }

    private void remember(Item item) {
        read.put(item.key(), item);
    }

    @Override
    public Commit commit(List<Write> writes) {
        return ledger.commit(writes);
    }
}
