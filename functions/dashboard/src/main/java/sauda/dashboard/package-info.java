/// The API of the web page and the push to it.
@NullMarked
package sauda.dashboard;

import org.jspecify.annotations.NullMarked;
