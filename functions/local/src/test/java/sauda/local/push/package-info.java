/// Live updates as functions see them: events as AWS writes them, over both ledgers.
@NullMarked
package sauda.local.push;

import org.jspecify.annotations.NullMarked;
