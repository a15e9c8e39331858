package sauda.events;

import java.time.Instant;

/// A kill that the ledger could not take: a broker client leaves everything and locks itself
/// at once, without it.
///
/// @param by      who said it
/// @param because why
/// @param at      when; on another day it does nothing any more
public record KillRequested(String client, String by, String because, Instant at) {}
