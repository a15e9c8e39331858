/// The whole chain of functions over each kind of cloud.
@NullMarked
package sauda.local.chain;

import org.jspecify.annotations.NullMarked;
