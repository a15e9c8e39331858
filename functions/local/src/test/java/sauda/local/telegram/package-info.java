@NullMarked
package sauda.local.telegram;

import org.jspecify.annotations.NullMarked;
