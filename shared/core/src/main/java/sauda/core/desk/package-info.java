/// The stages joined: one desk for each function, the same live, local and in tests.
@NullMarked
package sauda.core.desk;

import org.jspecify.annotations.NullMarked;
