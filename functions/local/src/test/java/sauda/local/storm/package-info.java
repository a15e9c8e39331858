/// The storm itself: it finds nothing in the desks, and every bug that is planted.
@NullMarked
package sauda.local.storm;

import org.jspecify.annotations.NullMarked;
