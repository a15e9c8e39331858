/// One Lambda per stock: candles up to T, indicators, strategy signals.
@NullMarked
package sauda.signals;

import org.jspecify.annotations.NullMarked;
