/// The API of the web page and the push to it. One class answers each group of routes, with
/// small records whose JSON is the answer; all of them read the ledger and none keeps anything,
/// so that what is shown is what is stored. Only the owner's verbs write.
@NullMarked
package sauda.dashboard;

import org.jspecify.annotations.NullMarked;
