/// Dhan, over its REST interface: orders, books, quotes, candles, the instrument file
/// and the login. [Transport] alone touches the network; [DhanApi] holds to the limits
/// and tells what is certain from what is not; the rows and bodies translate and are
/// pure. The wire is not what its documentation says: where they differ, what was seen
/// on the wire counts.
@NullMarked
package sauda.brokers.dhan;

import org.jspecify.annotations.NullMarked;
