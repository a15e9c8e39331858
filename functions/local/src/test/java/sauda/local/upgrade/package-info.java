/// What an upgrade finds in the ledger, and what a roll-back does.
@NullMarked
package sauda.local.upgrade;

import org.jspecify.annotations.NullMarked;
