/// The API over real HTTP.
@NullMarked
package sauda.local.http;

import org.jspecify.annotations.NullMarked;
