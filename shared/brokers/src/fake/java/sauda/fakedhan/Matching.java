package sauda.fakedhan;

import java.time.Instant;
import java.util.Optional;
import sauda.events.Symbol;

/// How a client's orders in one stock meet the tape. Called at every moment at which
/// something may happen; calling it once more changes nothing.
interface Matching {

    void work(Client client, Symbol symbol, Instant now);

    /// The slot that starts then is over.
    void slotOver(Client client, Symbol symbol, Instant slot, Instant now);

    /// When something happens next that has no place in the session's grid.
    Optional<Instant> next(Client client, Symbol symbol, Instant after, Instant until);
}
