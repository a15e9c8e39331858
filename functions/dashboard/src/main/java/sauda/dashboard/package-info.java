/// The API of the web page and the push to it. One class answers each group of routes, with
/// small records whose JSON is the answer; all of them read the ledger, so that what is shown is
/// what is stored: only what never changes again, or is known not to have changed, is remembered.
/// Only the owner's verbs write.
@NullMarked
package sauda.dashboard;

import org.jspecify.annotations.NullMarked;
