/// The live order path under everything that may go wrong at once: random requests through the
/// real desks, a venue, a ledger and queues that misbehave by a seed, and at the end of each
/// round a look at whether ledger and venue tell one story. Time is virtual, chance is seeded.
@NullMarked
package sauda.local.storm;

import org.jspecify.annotations.NullMarked;
