package sauda.core.desk;

import java.util.Optional;
import java.util.function.Supplier;
import sauda.core.ledger.Ledger.LedgerUnavailable;

/// Work on books that somebody else may change at the same time: done again from fresh
/// books until it was first.
final class Attempts {

    private static final int MOST = 50;

    private Attempts() {}

    /// @param once the work, empty when it was overtaken
    static <T> T until(String what, Supplier<Optional<T>> once) {
        for (int attempt = 0; attempt < MOST; attempt++) {
            Optional<T> done = once.get();
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw new LedgerUnavailable(what + " was overtaken " + MOST + " times", new IllegalStateException(what));
    }
}
