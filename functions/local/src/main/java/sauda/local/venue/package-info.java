/// A run that trades at a broker: the fake Dhan and what its books say at the end.
@NullMarked
package sauda.local.venue;

import org.jspecify.annotations.NullMarked;
