/// The page's files over HTTP.
@NullMarked
package sauda.local.page;

import org.jspecify.annotations.NullMarked;
