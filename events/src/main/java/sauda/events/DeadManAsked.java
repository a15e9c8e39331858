package sauda.events;

import org.jspecify.annotations.Nullable;

/// What a call of the dead man's function says. Its queue takes [DeadManPressed] alone: nothing
/// is unlocked by a message.
///
/// @param by      who says it; not needed to look and to show
/// @param because why it is pressed
/// @param code    that the first step of unlocking gave, for the second
/// @param force   the second step passes over a venue that cannot be read
public record DeadManAsked(
        Verb verb,
        @Nullable String by,
        @Nullable String because,
        @Nullable String code,
        @Nullable Boolean force) {

    public enum Verb {
        /// The Scheduler's word, each minute.
        LOOK,
        /// Shows what it knows, and does nothing.
        STATE,
        /// Cancels, leaves and locks everything.
        PRESS,
        /// First step of unlocking.
        UNLOCK,
        /// Second step, with the code of the first.
        CONFIRM
    }
}
