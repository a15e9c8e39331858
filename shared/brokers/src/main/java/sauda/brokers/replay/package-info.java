/// Candles from files: history replayed as if it were today.
@NullMarked
package sauda.brokers.replay;

import org.jspecify.annotations.NullMarked;
