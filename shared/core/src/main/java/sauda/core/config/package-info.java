/// What the owner decides: one file, read strictly, every fault named with its line.
@NullMarked
package sauda.core.config;

import org.jspecify.annotations.NullMarked;
