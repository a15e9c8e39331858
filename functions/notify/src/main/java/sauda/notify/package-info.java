/// What tells people: alerts and reports, by every way that they chose.
@NullMarked
package sauda.notify;

import org.jspecify.annotations.NullMarked;
