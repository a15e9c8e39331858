/// Limits: pure rules that return what the reserve transaction must hold, and sizes.
@NullMarked
package sauda.core.risk;

import org.jspecify.annotations.NullMarked;
