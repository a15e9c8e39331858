/// What tells people.
@NullMarked
package sauda.notify;

import org.jspecify.annotations.NullMarked;
