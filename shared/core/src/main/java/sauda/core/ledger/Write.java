package sauda.core.ledger;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One part of a commit. A commit has at most one write for a key.
public sealed interface Write {

    Key key();

    List<Condition> when();

    /// Stores the whole item, over whatever was there.
    record Put(Item item, List<Condition> when) implements Write {
        @Override
        public Key key() {
            return item.key();
        }
    }

    /// Adds to numbers of the item at the key (a missing number counts as 0, a missing item
    /// is made) and leaves the rest as it is.
    record Add(Key key, String kind, Map<String, BigDecimal> amounts, List<Condition> when) implements Write {
        public Add {
            // As an item, so that names and numbers meet the same rules.
            new Item(key, kind, Map.copyOf(amounts));
            amounts = Map.copyOf(amounts);
        }
    }

    /// Writes nothing; the commit takes place only if the conditions hold.
    record Check(Key key, List<Condition> when) implements Write {}

    record Delete(Key key, List<Condition> when) implements Write {}

    static Write put(Item item, Condition... when) {
        return new Put(item, List.of(when));
    }

    static Write check(Key key, Condition... when) {
        return new Check(key, List.of(when));
    }

    /// @throws IllegalArgumentException for no write, more than [Ledger#MOST_WRITES], or
    ///                                  two at one key
    static void requireSound(List<Write> writes) {
        if (writes.isEmpty() || writes.size() > Ledger.MOST_WRITES) {
            throw new IllegalArgumentException(
                    "a commit has 1 to " + Ledger.MOST_WRITES + " writes but has " + writes.size());
        }
        Set<Key> keys = new HashSet<>();
        for (Write write : writes) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("two writes of one commit at " + write.key());
            }
        }
    }
}
