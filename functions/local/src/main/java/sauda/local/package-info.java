/// The whole system in one process on a laptop.
@NullMarked
package sauda.local;

import org.jspecify.annotations.NullMarked;
