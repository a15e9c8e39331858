package sauda.core.ledger;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

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
    record Add(Key key, String kind, Map<String, BigDecimal> amounts, List<Condition> when) implements Write {}

    /// Writes nothing; the commit takes place only if the conditions hold.
    record Check(Key key, List<Condition> when) implements Write {}

    record Delete(Key key, List<Condition> when) implements Write {}

    static Write put(Item item, Condition... when) {
        return new Put(item, List.of(when));
    }

    static Write check(Key key, Condition... when) {
        return new Check(key, List.of(when));
    }
}
