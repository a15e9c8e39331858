/// The load program on a small scale.
@NullMarked
package sauda.local.load;

import org.jspecify.annotations.NullMarked;
