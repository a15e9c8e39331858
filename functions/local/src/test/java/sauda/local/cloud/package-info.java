/// The parts of a laptop's cloud, asked by the real clients.
@NullMarked
package sauda.local.cloud;

import org.jspecify.annotations.NullMarked;
