package sauda.core.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a commit ended. Nothing was written unless it is [Done].
public sealed interface Commit {

    record Done() implements Commit {}

    /// At least one condition did not hold.
    record Refused(List<Failed> failed) implements Commit {}

    /// @param write place of the write in the commit, from 0
    /// @param found the item as it was, or null when there is none
    record Failed(int write, @Nullable Item found) {}

    default boolean isDone() {
        return this instanceof Done;
    }
}
