/// The market's time, and the pump that starts functions as the cloud would.
@NullMarked
package sauda.local.run;

import org.jspecify.annotations.NullMarked;
