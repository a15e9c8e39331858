/// Signing in, as a page does it.
@NullMarked
package sauda.local.issuer;

import org.jspecify.annotations.NullMarked;
