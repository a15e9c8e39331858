/// When the exchange trades, as data by date, and what the Scheduler does on such a day.
@NullMarked
package sauda.core.calendar;

import org.jspecify.annotations.NullMarked;
