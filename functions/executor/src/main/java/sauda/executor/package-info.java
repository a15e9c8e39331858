/// One Lambda per broker client: reserves under the risk limits, then asks the broker.
@NullMarked
package sauda.executor;

import org.jspecify.annotations.NullMarked;
