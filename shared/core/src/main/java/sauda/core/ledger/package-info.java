/// The memory of the system: items by key, read consistently and written in
/// all-or-nothing commits with conditions. It knows nothing of trading; what the
/// items are, and which keys they have, stands in [sauda.core.ledger.Keys].
@NullMarked
package sauda.core.ledger;

import org.jspecify.annotations.NullMarked;
