/// Live updates of open pages. A page connects by WebSocket with its access token, says which
/// accounts and stocks it wants to see, and is told of each change of the ledger from then on.
/// What it misses it asks the API for: nothing here is sent twice or kept.
@NullMarked
package sauda.dashboard.push;

import org.jspecify.annotations.NullMarked;
