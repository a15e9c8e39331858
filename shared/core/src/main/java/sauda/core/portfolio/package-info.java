/// Fills become positions, cash, trades and snapshots. Exact, and nothing else.
@NullMarked
package sauda.core.portfolio;

import org.jspecify.annotations.NullMarked;
