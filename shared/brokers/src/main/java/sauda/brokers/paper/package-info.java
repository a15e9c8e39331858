/// The paper venue: nothing is really traded. Fills are computed from the bars
/// (`strategies.md` §8), orders are receipts in our own ledger. Nothing in here can reach a
/// network, so a paper account has no way to a real order.
@NullMarked
package sauda.brokers.paper;

import org.jspecify.annotations.NullMarked;
