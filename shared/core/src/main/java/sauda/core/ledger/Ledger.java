package sauda.core.ledger;

import java.util.List;
import java.util.Optional;

/// The transactional store behind everything. Two forms, DynamoDB and in memory, pass
/// one contract test.
public interface Ledger {

    /// Most writes that one commit may hold, as DynamoDB has it.
    int MOST_WRITES = 100;

    /// The item as of the last finished commit.
    Optional<Item> get(Key key);

    /// Items of a partition whose sort key starts with the prefix, in order.
    ///
    /// @param newestFirst from the highest sort key down
    /// @param most        at most so many, 1 or more
    List<Item> list(String partition, String prefix, boolean newestFirst, int most);

    /// Items of a partition whose sort key starts with the prefix and comes before another one,
    /// newest first: how a list goes on.
    ///
    /// @param than starts with the prefix; nothing need stand at it
    /// @param most at most so many, 1 or more
    List<Item> older(String partition, String prefix, String than, int most);

    static void requirePrefix(String prefix, String than) {
        if (!than.startsWith(prefix)) {
            throw new IllegalArgumentException("`" + than + "` does not start with `" + prefix + "`");
        }
    }

    /// Items of a partition with `from ≤ sort ≤ to`, in order, all of them.
    List<Item> range(String partition, String from, String to);

    static void requireAtLeastOne(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a list has at most 1 or more items, but " + most + " are asked for");
        }
    }

    /// Writes all or nothing. A conflict with another commit is tried again inside; what is
    /// returned is final. A commit whose answer was lost may have taken place: callers make
    /// their commits so that a second one is refused by its own conditions.
    ///
    /// @throws LedgerUnavailable        when no answer came within the deadline of the store
    /// @throws IllegalArgumentException for a commit that no ledger takes: see [Write#requireSound]
    Commit commit(List<Write> writes);

    /// The store did not answer, or was too busy for too long. Nothing is known of the commit.
    final class LedgerUnavailable extends RuntimeException {

        private static final long serialVersionUID = 1;

        public LedgerUnavailable(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
