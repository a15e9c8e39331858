package sauda.fakedhan;

import java.time.Instant;

/// A request that came, without its query, headers and body: no secret is kept.
///
/// @param clientId whose token it bore; empty when none of ours
/// @param status   what was answered; 0 when nothing was
public record SeenCall(Instant at, String clientId, String method, String path, int status) {}
