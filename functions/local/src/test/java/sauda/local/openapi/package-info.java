/// The API held to its page.
@NullMarked
package sauda.local.openapi;

import org.jspecify.annotations.NullMarked;
