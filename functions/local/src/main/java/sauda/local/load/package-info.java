/// How quick the API and the push to its pages are when many people look at once.
@NullMarked
package sauda.local.load;

import org.jspecify.annotations.NullMarked;
