@NullMarked
package sauda.local.live;

import org.jspecify.annotations.NullMarked;
