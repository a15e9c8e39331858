/// A WebSocket API of API Gateway on a laptop: real connections before the same handlers.
@NullMarked
package sauda.local.socket;

import org.jspecify.annotations.NullMarked;
