/// The API over plain HTTP, through the same handler as on AWS.
@NullMarked
package sauda.local.http;

import org.jspecify.annotations.NullMarked;
