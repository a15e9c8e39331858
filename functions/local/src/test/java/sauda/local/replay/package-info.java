/// Decisions made again.
@NullMarked
package sauda.local.replay;

import org.jspecify.annotations.NullMarked;
