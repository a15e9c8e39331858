/// Live updates over real WebSockets.
@NullMarked
package sauda.local.socket;

import org.jspecify.annotations.NullMarked;
