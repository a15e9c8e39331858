package sauda.core.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ledger in the memory of one process: for backtests, simulation and tests.
public final class InMemoryLedger implements Ledger {

    /// One item before and after a commit, as the stream tells it.
    public record Change(Key key, @Nullable Item before, @Nullable Item after) {}

    private final NavigableMap<Key, Item> items =
            new TreeMap<>(Comparator.comparing(Key::partition).thenComparing(Key::sort));
    private final Consumer<Change> stream;

    public InMemoryLedger() {
        this(change -> {});
    }

    /// @param stream told of every change, in order, after its commit
    public InMemoryLedger(Consumer<Change> stream) {
        this.stream = stream;
    }

    @Override
    public synchronized Optional<Item> get(Key key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public synchronized List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        NavigableMap<Key, Item> partitionItems =
                items.subMap(new Key(partition, prefix), true, new Key(partition, prefix + "\uffff"), true);
        return (newestFirst ? partitionItems.descendingMap() : partitionItems)
                .values().stream().limit(most).toList();
    }

    @Override
    public synchronized List<Item> range(String partition, String from, String to) {
        return List.copyOf(items.subMap(new Key(partition, from), true, new Key(partition, to), true)
                .values());
    }

    @Override
    public Commit commit(List<Write> writes) {
        List<Change> changes = new ArrayList<>();
        synchronized (this) {
            requireSound(writes);
            List<Commit.Failed> failed = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                Item found = items.get(writes.get(i).key());
                if (!writes.get(i).when().stream().allMatch(condition -> condition.holds(found))) {
                    failed.add(new Commit.Failed(i, found));
                }
            }
            if (!failed.isEmpty()) {
                return new Commit.Refused(List.copyOf(failed));
            }
            writes.forEach(write -> apply(write, changes));
        }
        changes.forEach(stream);
        return new Commit.Done();
    }

    private void apply(Write write, List<Change> changes) {
        Item before = items.get(write.key());
        Item after =
                switch (write) {
                    case Write.Put(var item, var _) -> item;
                    case Write.Add add -> added(before, add);
                    case Write.Check _ -> before;
                    case Write.Delete _ -> null;
                };
        if (write instanceof Write.Check) {
            return;
        }
        if (after == null) {
            items.remove(write.key());
        } else {
            items.put(write.key(), after);
        }
        changes.add(new Change(write.key(), before, after));
    }

    private static Item added(@Nullable Item before, Write.Add add) {
        Map<String, Object> attributes = new HashMap<>(before == null ? Map.of() : before.attributes());
        add.amounts().forEach((name, amount) ->
                attributes.merge(name, amount, (old, more) -> ((BigDecimal) old).add((BigDecimal) more)));
        return new Item(add.key(), add.kind(), attributes);
    }

    static void requireSound(List<Write> writes) {
        Set<Key> keys = new HashSet<>();
        if (writes.isEmpty() || writes.size() > MOST_WRITES) {
            throw new IllegalArgumentException("a commit has 1 to " + MOST_WRITES + " writes but has " + writes.size());
        }
        for (Write write : writes) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("two writes of one commit at " + write.key());
            }
        }
    }
}
