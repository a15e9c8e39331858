package sauda.events;

import java.time.Instant;
import java.util.List;

/// The newest comparison of a broker client's books with the venue, and since when what does
/// not agree has not agreed.
///
/// @param at        the minute it was asked for
/// @param seen      what does not agree, one by one
/// @param book      digest of the venue's order book
/// @param bookAt    when the book was last seen to change
/// @param answered  when the venue last told its book
public record Reconciled(String client, Instant at, List<Seen> seen, String book, Instant bookAt, Instant answered) {

    public Reconciled {
        seen = List.copyOf(seen);
    }

    /// @param since  when it was first seen
    /// @param passes comparisons in which it counted: 0 while it may still settle by itself
    public record Seen(Break found, Instant since, int passes) {

        public boolean counts() {
            return passes > 0;
        }
    }
}
