/// The venues: paper and Dhan, behind core's `Broker` and `CandleSource`.
@NullMarked
package sauda.brokers;

import org.jspecify.annotations.NullMarked;
