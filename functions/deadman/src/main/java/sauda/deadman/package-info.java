/// The dead man: cancels, leaves and locks when the rest is silent, in a stack of its own.
@NullMarked
package sauda.deadman;

import org.jspecify.annotations.NullMarked;
