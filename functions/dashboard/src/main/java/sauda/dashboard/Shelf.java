package sauda.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;

/// Entries of one kind that a warm function remembers, in the order of their keys. What is final
/// is read once; each time only what came since, and what may still change, is read again.
///
/// It never holds more than so many entries of a partition: then the oldest are forgotten.
final class Shelf<T> {

    private static final String END = "\uFFFF";

    private final Ledger ledger;
    private final String prefix;
    private final int most;
    private final Function<Item, T> read;
    private final Predicate<T> isFinal;
    private final Map<String, Rows<T>> partitions = new ConcurrentHashMap<>();

    /// @param prefix of the sort keys
    /// @param most   entries of a partition that are remembered
    Shelf(Ledger ledger, String prefix, int most, Function<Item, T> read, Predicate<T> isFinal) {
        this.ledger = ledger;
        this.prefix = prefix;
        this.most = most;
        this.read = read;
        this.isFinal = isFinal;
    }

    private record Row<T>(String sort, T entry) {}

    /// All entries from a sort key on, as of a version of the partition.
    private record Rows<T>(String from, long version, List<Row<T>> rows) {

        List<T> since(String sort) {
            return rows.stream()
                    .filter(row -> Key.inOrder(sort, row.sort()) <= 0)
                    .map(Row::entry)
                    .toList();
        }
    }

    /// Entries of a partition from a sort key on, oldest first.
    ///
    /// @param from    begins with the prefix
    /// @param version of the partition: while it stays the same nothing in it has changed
    List<T> since(String partition, String from, long version) {
        Rows<T> known = partitions.get(partition);
        Rows<T> fresh;
        if (known == null) {
            fresh = new Rows<>(from, version, range(partition, from, prefix + END));
        } else {
            Rows<T> current = known.version() == version ? known : again(partition, known, version);
            fresh = Key.inOrder(from, current.from()) < 0 ? further(partition, current, from) : current;
        }
        if (known == null || known.version() != fresh.version() || !known.from().equals(fresh.from())) {
            partitions.put(partition, bounded(fresh));
        }
        return fresh.since(from);
    }

    /// Forgets everything of a partition.
    void forget(String partition) {
        partitions.remove(partition);
    }

    /// With everything read again from the first entry on that may have changed.
    private Rows<T> again(String partition, Rows<T> known, long version) {
        int kept = 0;
        while (kept < known.rows().size() && isFinal.test(known.rows().get(kept).entry())) {
            kept++;
        }
        List<Row<T>> rows = new ArrayList<>(known.rows().subList(0, kept));
        String from = rows.isEmpty() ? known.from() : rows.getLast().sort() + "\0";
        rows.addAll(range(partition, from, prefix + END));
        return new Rows<>(known.from(), version, rows);
    }

    /// With what stands before.
    private Rows<T> further(String partition, Rows<T> known, String from) {
        List<Row<T>> rows = new ArrayList<>(range(partition, from, known.from()));
        rows.removeIf(row -> row.sort().equals(known.from()));
        rows.addAll(known.rows());
        return new Rows<>(from, known.version(), rows);
    }

    private Rows<T> bounded(Rows<T> all) {
        int size = all.rows().size();
        return size <= most
                ? all
                : new Rows<>(
                        all.rows().get(size - most).sort(),
                        all.version(),
                        List.copyOf(all.rows().subList(size - most, size)));
    }

    private List<Row<T>> range(String partition, String from, String to) {
        return ledger.range(partition, from, to).stream()
                .map(item -> new Row<>(item.key().sort(), read.apply(item)))
                .toList();
    }
}
