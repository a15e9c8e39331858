/// Strategies: bars in, opinions out (`strategies.md` §1–§6). A [Chart] holds one stock's
/// window, a [Rule] says what one strategy sees in it, a [Strategy] adds the checks and
/// prices that hold for all, and [SignalStage] puts a stock's [sauda.events.Reading] of one
/// tick together. Pure, closed bars only, no look-ahead.
@NullMarked
package sauda.core.signal;

import org.jspecify.annotations.NullMarked;
