package sauda.core.ledger;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The ledger at its plainest, to compare the real ones with: one list, searched from end
/// to end, for one thread.
final class PlainLedger implements Ledger {

    private List<Item> items = new ArrayList<>();

    @Override
    public Optional<Item> get(Key key) {
        return items.stream().filter(item -> item.key().equals(key)).findFirst();
    }

    @Override
    public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
        List<Item> found = sorted(partition, sort -> sort.startsWith(prefix));
        if (newestFirst) {
            Collections.reverse(found);
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    @Override
    public List<Item> older(String partition, String prefix, String than, int most) {
        List<Item> found = sorted(partition, sort -> sort.startsWith(prefix) && compare(sort, than) < 0);
        Collections.reverse(found);
        return found.subList(0, Math.min(most, found.size()));
    }

    @Override
    public List<Item> range(String partition, String from, String to) {
        return sorted(partition, sort -> compare(from, sort) <= 0 && compare(sort, to) <= 0);
    }

    private List<Item> sorted(String partition, Predicate<String> wanted) {
        List<Item> found = new ArrayList<>(items);
        found.removeIf(item -> !item.key().partition().equals(partition)
                || !wanted.test(item.key().sort()));
        found.sort((a, b) -> compare(a.key().sort(), b.key().sort()));
        return found;
    }

    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Commit commit(List<Write> writes) {
        List<Commit.Failed> failed = new ArrayList<>();
        List<Item> after = new ArrayList<>(items);
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            Item found = get(write.key()).orElse(null);
            for (Condition condition : write.when()) {
                if (!holds(condition, found == null ? null : found.attributes())) {
                    failed.add(new Commit.Failed(i, found));
                    break;
                }
            }
            if (!(write instanceof Write.Check)) {
                after.remove(found);
            }
            if (write instanceof Write.Put put) {
                after.add(put.item());
            }
            if (write instanceof Write.Add add) {
                Map<String, Object> sums = new HashMap<>(found == null ? Map.of() : found.attributes());
                add.amounts()
                        .forEach((name, amount) ->
                                sums.put(name, amount.add((BigDecimal) sums.getOrDefault(name, BigDecimal.ZERO))));
                after.add(new Item(add.key(), add.kind(), sums));
            }
        }
        if (!failed.isEmpty()) {
            return new Commit.Refused(failed);
        }
        items = after;
        return new Commit.Done();
    }

    private static boolean holds(Condition condition, Map<String, Object> found) {
        if (condition instanceof Condition.Absent) {
            return found == null;
        }
        if (condition instanceof Condition.Present) {
            return found != null;
        }
        Map<String, Object> attributes = found == null ? Map.of() : found;
        return switch (condition) {
            case Condition.Equal equal -> equal.value().equals(attributes.get(equal.attribute()));
            case Condition.OneOf one -> one.values().stream().anyMatch(v -> v.equals(attributes.get(one.attribute())));
            case Condition.Below below -> compare(attributes, below.attribute(), below.bound(), -1);
            case Condition.AtMost most -> compare(attributes, most.attribute(), most.bound(), -1, 0);
            case Condition.Above above -> compare(attributes, above.attribute(), above.bound(), 1);
            case Condition.AtLeast least -> compare(attributes, least.attribute(), least.bound(), 1, 0);
            case Condition.AbsentOrAtMost most ->
                !attributes.containsKey(most.attribute()) || compare(attributes, most.attribute(), most.bound(), -1, 0);
            default -> throw new AssertionError(condition);
        };
    }

    private static boolean compare(Map<String, Object> attributes, String name, BigDecimal bound, int... signs) {
        return attributes.get(name) instanceof BigDecimal number
                && Arrays.stream(signs).anyMatch(sign -> sign == number.compareTo(bound));
    }
}
