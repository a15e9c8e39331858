/// What keeps the books straight around the clock of a tick.
@NullMarked
package sauda.operations;

import org.jspecify.annotations.NullMarked;
