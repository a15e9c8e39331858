/// Where the functions run: the CDK app.
@NullMarked
package sauda.infra;

import org.jspecify.annotations.NullMarked;
