package sauda.brokers.dhan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How one call ended, as far as the network can tell.
sealed interface Outcome {

    /// The far end answered in full.
    ///
    /// @param body     without our secrets, unless the call asked for one
    /// @param date     what the far end's clock said, to the second
    /// @param at       what our clock said when the answer was there
    /// @param modified when the file that was asked for was changed last
    record Answered(int status, String body, Optional<Instant> date, Instant at, Optional<Instant> modified)
            implements Outcome {

        /// How far our clock is ahead of the far end's; seconds of a call's way included.
        Optional<Duration> ourLead() {
            return date.map(theirs -> Duration.between(theirs, at));
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /// The status only: a body may hold what is not to be shown.
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /// Nothing of the call left us.
    record NotSent(String what) implements Outcome {}

    /// Something may have left us and no full answer came: nothing is known.
    record NoAnswer(String what) implements Outcome {}

    /// A lead in words: `120 s ahead of` or `120 s behind`.
    static String aheadOf(Duration lead) {
        return lead.isNegative() ? -lead.toSeconds() + " s behind" : lead.toSeconds() + " s ahead of";
    }

    /// For what the outcome is to be told of in words.
    static String told(@Nullable String what) {
        return Masks.clean(what == null ? "" : what);
    }
}
