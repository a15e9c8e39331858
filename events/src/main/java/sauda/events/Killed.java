package sauda.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the venue was told because of a kill that is in force.
///
/// @param epoch    of the control state that said so
/// @param leftAt   when it was last told to leave everything, null if it never was
/// @param lockedAt when it locked itself, null before
public record Killed(
        String client,
        long epoch,
        @Nullable Instant leftAt,
        @Nullable Instant lockedAt) {}
