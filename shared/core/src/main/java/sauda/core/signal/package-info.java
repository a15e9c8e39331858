/// Strategies: bars in, opinions out. Pure, closed bars only, no look-ahead.
@NullMarked
package sauda.core.signal;

import org.jspecify.annotations.NullMarked;
