/// What the facts of the ledger measure.
@NullMarked
package sauda.core.measure;

import org.jspecify.annotations.NullMarked;
