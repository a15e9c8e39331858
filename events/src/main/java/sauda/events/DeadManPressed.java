package sauda.events;

import java.time.Instant;

/// Somebody presses the dead man's button: it cancels, leaves and locks everything.
///
/// @param by      who presses it
/// @param because why
/// @param at      when; on another day it does nothing any more
public record DeadManPressed(String by, String because, Instant at) {}
