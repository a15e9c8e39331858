/// What functions say of their work, seen from outside.
@NullMarked
package sauda.local.watch;

import org.jspecify.annotations.NullMarked;
