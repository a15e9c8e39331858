package sauda.core.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Commits on few keys and few values, so that conditions hold about as often as not.
final class RandomCommits {

    static final List<String> PARTITIONS = List.of("P", "Q");

    private static final List<String> SORTS = List.of("a", "a1", "a2", "a2é", "b", "b\uD83D\uDE80", "b\uFFFD");
    private static final List<String> STATES = List.of("RESERVED", "SUBMITTING", "ACCEPTED");

    private final Random random;

    RandomCommits(Random random) {
        this.random = random;
    }

    List<Write> commit() {
        List<Key> keys = new ArrayList<>();
        int size = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(4);
        while (keys.size() < size) {
            Key key = new Key(oneOf(PARTITIONS), oneOf(SORTS));
            if (!keys.contains(key)) {
                keys.add(key);
            }
        }
        return keys.stream().map(this::write).toList();
    }

    private Write write(Key key) {
        List<Condition> when =
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> condition()).toList();
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> new Write.Put(item(key), when);
            case 3 -> new Write.Add(key, "thing", Map.of("n", number()), when);
            case 4 -> new Write.Check(key, when);
            default -> new Write.Delete(key, when);
        };
    }

    private Item item(Key key) {
        return random.nextInt(4) == 0
                ? new Item(key, "thing", Map.of("other", List.of(number(), Map.of("deep", oneOf(STATES)))))
                : new Item(key, "thing", Map.of("n", number(), "state", oneOf(STATES)));
    }

    private Condition condition() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Condition.Absent();
            case 2 -> new Condition.Present();
            case 3 -> new Condition.Equal("n", number());
            case 4 -> new Condition.OneOf("state", List.of(oneOf(STATES), oneOf(STATES)));
            case 5 -> new Condition.Below("n", number());
            case 6 -> new Condition.AtMost("n", number());
            case 7 -> new Condition.Above("n", number());
            case 8 -> new Condition.AtLeast("n", number());
            default -> new Condition.AbsentOrAtMost("n", number());
        };
    }

    private BigDecimal number() {
        return BigDecimal.valueOf(random.nextInt(7) * 5L - 10, 1);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
