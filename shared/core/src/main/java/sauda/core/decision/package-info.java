/// What an advisor is told, what it may ask for, and what is made of its answer.
@NullMarked
package sauda.core.decision;

import org.jspecify.annotations.NullMarked;
