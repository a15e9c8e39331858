/// The cloud's parts in this process, or those of an emulator that the environment names.
@NullMarked
package sauda.local.cloud;

import org.jspecify.annotations.NullMarked;
