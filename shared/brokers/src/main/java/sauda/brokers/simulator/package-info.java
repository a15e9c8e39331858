/// A market made of chance: for a day's run without data or keys. Same seed, same
/// candles.
@NullMarked
package sauda.brokers.simulator;

import org.jspecify.annotations.NullMarked;
