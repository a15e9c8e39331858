/// What a day of trading costs, to the paisa, from a table with dates.
@NullMarked
package sauda.core.charges;

import org.jspecify.annotations.NullMarked;
