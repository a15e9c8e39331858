package sauda.events;

import org.jspecify.annotations.Nullable;

/// What the dead man answers to whoever calls it.
///
/// @param code   `WATCHING`, `FIRED`, `LOCKED`, `ASKED`, `UNLOCKED`, or why it did nothing
/// @param text   one sentence
/// @param unlock the code for the second step of unlocking, only in the answer to the first
/// @param state  as it is now
public record DeadManAnswer(
        String code, String text, @Nullable String unlock, DeadMan state) {}
