/// The order's way from request to final state, and the broker's side of it.
@NullMarked
package sauda.core.order;

import org.jspecify.annotations.NullMarked;
