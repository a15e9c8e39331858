/// Candles: where they come from, whether they can be true, and longer frames of them.
@NullMarked
package sauda.core.market;

import org.jspecify.annotations.NullMarked;
