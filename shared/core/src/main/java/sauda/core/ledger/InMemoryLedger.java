package sauda.core.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ledger in the memory of one process: for backtests, simulation and tests.
public final class InMemoryLedger implements Ledger {

    /// One item before and after a commit, as the stream tells it.
    public record Change(
            Key key, @Nullable Item before, @Nullable Item after) {}

    private final Map<String, NavigableMap<String, Item>> partitions = new HashMap<>();
    private final Consumer<Change> stream;

    public InMemoryLedger() {
        this(change -> {});
    }

    /// @param stream told of every change after its commit, as DynamoDB tells it: nothing of
    ///               a write that changed nothing. In the order of the commits, and
    ///               free to commit again
    public InMemoryLedger(Consumer<Change> stream) {
        this.stream = stream;
    }

    @Override
    public synchronized Optional<Item> get(Key key) {
        return Optional.ofNullable(found(key));
    }

    @Override
    public synchronized List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        Ledger.requireAtLeastOne(most);
        NavigableMap<String, Item> wanted = withPrefix(items(partition), prefix);
        return (newestFirst ? wanted.descendingMap() : wanted)
                .values().stream().limit(most).toList();
    }

    @Override
    public synchronized List<Item> older(String partition, String prefix, String than, int most) {
        Ledger.requireAtLeastOne(most);
        Ledger.requirePrefix(prefix, than);
        return items(partition).subMap(prefix, true, than, false).descendingMap().values().stream()
                .limit(most)
                .toList();
    }

    private static NavigableMap<String, Item> withPrefix(NavigableMap<String, Item> items, String prefix) {
        NavigableMap<String, Item> from = items.tailMap(prefix, true);
        // Sort keys with the prefix stand together; its last one bounds them from above.
        String last = prefix + Character.toString(Character.MAX_CODE_POINT);
        NavigableMap<String, Item> beyond = from.tailMap(last, true);
        for (String sort : beyond.keySet()) {
            if (!sort.startsWith(prefix)) {
                return from.headMap(sort, false);
            }
        }
        return from;
    }

    @Override
    public synchronized List<Item> range(String partition, String from, String to) {
        return Key.inOrder(from, to) > 0
                ? List.of()
                : List.copyOf(items(partition).subMap(from, true, to, true).values());
    }

    @Override
    public Commit commit(List<Write> writes) {
        Write.requireSound(writes);
        List<Change> changes = new ArrayList<>();
        synchronized (this) {
            List<Commit.Failed> failed = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                Item found = found(writes.get(i).key());
                if (!writes.get(i).when().stream().allMatch(condition -> condition.holds(found))) {
                    failed.add(new Commit.Failed(i, found));
                }
            }
            if (!failed.isEmpty()) {
                return new Commit.Refused(List.copyOf(failed));
            }
            // All of them before the first is stored: an impossible sum must leave nothing.
            for (Write write : writes) {
                if (!(write instanceof Write.Check)) {
                    Item before = found(write.key());
                    changes.add(new Change(write.key(), before, after(before, write)));
                }
            }
            changes.forEach(this::store);
            // Told before the next commit can be: the order of the stream is that of the commits.
            changes.stream()
                    .filter(change -> !Objects.equals(change.before(), change.after()))
                    .forEach(stream);
        }
        return new Commit.Done();
    }

    private static @Nullable Item after(@Nullable Item before, Write write) {
        return switch (write) {
            case Write.Put(var item, var _) -> item;
            case Write.Add add -> added(before, add);
            case Write.Check _ -> before;
            case Write.Delete _ -> null;
        };
    }

    private static Item added(@Nullable Item before, Write.Add add) {
        Map<String, Object> attributes = new HashMap<>(before == null ? Map.of() : before.attributes());
        add.amounts()
                .forEach((name, amount) -> attributes.merge(name, amount, (old, more) -> {
                    if (old instanceof BigDecimal number) {
                        return number.add((BigDecimal) more);
                    }
                    throw new IllegalArgumentException("no number to add to: " + name + " of " + add.key());
                }));
        return new Item(add.key(), add.kind(), attributes);
    }

    private void store(Change change) {
        if (change.after() == null) {
            items(change.key().partition()).remove(change.key().sort());
        } else {
            partitions
                    .computeIfAbsent(change.key().partition(), _ -> new TreeMap<>(Key::inOrder))
                    .put(change.key().sort(), change.after());
        }
    }

    private @Nullable Item found(Key key) {
        return items(key.partition()).get(key.sort());
    }

    private NavigableMap<String, Item> items(String partition) {
        NavigableMap<String, Item> items = partitions.get(partition);
        return items == null ? new TreeMap<>(Key::inOrder) : items;
    }
}
