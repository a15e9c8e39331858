package sauda.core.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// So many uses of something in a span of time, counted in one item of the ledger: whoever
/// counts, and however many at once, exactly so many are granted.
public final class Quota {

    private static final String COUNT = "count";

    /// The item appears with the first use: then each that was overtaken adds to it.
    private static final int MOST_TRIES = 10;

    private Quota() {}

    /// Takes one use. A use whose answer was lost is counted and not granted.
    ///
    /// @param key     of the span, such as one minute
    /// @param most    1 or more
    /// @param expires when the item may be deleted, after the end of the span
    /// @return false when all of them are used
    /// @throws Ledger.LedgerUnavailable when it is not known
    public static boolean use(Ledger ledger, Key key, String kind, int most, Instant expires) {
        Ledger.requireAtLeastOne(most);
        Write more = new Write.Add(
                key,
                kind,
                Map.of(COUNT, BigDecimal.ONE),
                List.of(new Condition.AtMost(COUNT, BigDecimal.valueOf(most - 1L))));
        Write first = Write.put(
                new Item(key, kind, Map.of(COUNT, BigDecimal.ONE, "expires", expires.getEpochSecond())),
                new Condition.Absent());
        for (int i = 0; i < MOST_TRIES; i++) {
            if (!(ledger.commit(List.of(more)) instanceof Commit.Refused(var failed))) {
                return true;
            }
            if (failed.getFirst().found() != null) {
                return false;
            }
            if (ledger.commit(List.of(first)).isDone()) {
                return true;
            }
        }
        throw new Ledger.LedgerUnavailable(
                "the count at " + key + " comes and goes", new IllegalStateException(key.toString()));
    }
}
