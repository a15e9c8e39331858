/// Decisions of a kept ledger, made again.
@NullMarked
package sauda.local.replay;

import org.jspecify.annotations.NullMarked;
