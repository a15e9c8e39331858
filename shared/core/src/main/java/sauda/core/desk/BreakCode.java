package sauda.core.desk;

import java.time.Duration;

/// What books and venue may not agree on, and for how long that may be the way from one to
/// the other: fills are booked each minute, and two answers of a venue are never of one
/// instant.
enum BreakCode {
    /// An order of ours is at the venue here, and the venue has no row of it.
    MISSING_AT_VENUE(Grace.SETTLES),
    /// Two rows of the venue's book carry one id of ours.
    DOUBLED_ORDER(Grace.NONE),
    /// A row carries an id of our form that no account's books know.
    UNKNOWN_ORDER(Grace.NONE),
    /// The venue made a stop or target of an entry of ours that no books know.
    UNKNOWN_LEG(Grace.SETTLES),
    /// The owner traded by hand: adopted and named once for each new fill.
    EXTERNAL_TRADE(Grace.NONE),
    /// An order of the owner's waits at the venue: named once.
    EXTERNAL_RESTING(Grace.NONE),
    /// The owner sold shares by hand that two accounts hold: nobody can tell whose they were.
    EXTERNAL_AMBIGUOUS(Grace.NONE),
    /// The owner sold shares by hand that an exit of ours at the venue still sells.
    EXTERNAL_AND_EXIT(Grace.NONE),
    /// The venue executed shares that are not booked.
    MISSING_FILL(Grace.SETTLES),
    /// Shares are booked that the venue did not execute.
    UNKNOWN_FILL(Grace.PASSES),
    /// The same shares at another price.
    FILL_PRICE_DIFFERS(Grace.NONE),
    /// An order is for another number of shares there.
    QUANTITY_DIFFERS(Grace.NONE),
    SIDE_DIFFERS(Grace.NONE),
    STOCK_DIFFERS(Grace.NONE),
    /// An order rests at another price than it was last given.
    LIMIT_DIFFERS(Grace.SETTLES),
    /// Over there, working here.
    OVER_AT_VENUE(Grace.SETTLES),
    /// Working there, over here.
    WORKING_AT_VENUE(Grace.SETTLES),
    /// The sub-books of the client and the owner's own trades do not add up to the venue's net.
    POSITION_DIFFERS(Grace.SETTLES),
    /// The venue is short where nobody here is.
    OVERSOLD(Grace.PASSES),
    /// The venue has a position in a stock that is not in the configuration.
    FOREIGN_POSITION(Grace.SETTLES),
    /// Intraday there and delivery here, or the reverse.
    PRODUCT_DIFFERS(Grace.SETTLES),
    /// Shares bought or sold today, in sum.
    TRADED_SHARES_DIFFER(Grace.SETTLES),
    /// Shares of a position without a stop at the venue.
    UNCOVERED(Grace.PASSES),
    /// A stop for more shares than the position has to sell.
    STOP_TOO_LARGE(Grace.PASSES),
    /// A stop in a stock that its account does not hold.
    STOP_WITHOUT_POSITION(Grace.PASSES),
    /// Holdings at the broker are not what delivery accounts carried over the night.
    HOLDINGS_DIFFER(Grace.SETTLES),
    /// They differ by a plain factor: a split or bonus.
    CORPORATE_ACTION(Grace.NONE, false),
    /// The broker has less to trade with than the accounts believe.
    FUNDS_SHORT(Grace.SETTLES, false),
    /// The open shares' average price.
    AVERAGE_DIFFERS(Grace.SETTLES),
    /// What the day's closed shares of a stock brought.
    REALISED_DIFFERS(Grace.SETTLES),
    /// The day's bill is not that of the day's fills.
    CHARGES_DIFFER(Grace.NONE),
    /// An account's counters are not what its orders and positions count to.
    COUNTERS(Grace.NONE),
    /// The totals of all accounts are not their sum.
    TOTALS_DIFFER(Grace.SETTLES),
    /// The venue does not tell its book, or tells one that stands still while orders are under way.
    STALE_STATUS(Grace.NONE, false);

    private final Grace grace;
    private final boolean halts;

    BreakCode(Grace grace) {
        this(grace, true);
    }

    BreakCode(Grace grace, boolean halts) {
        this.grace = grace;
        this.halts = halts;
    }

    private enum Grace {
        /// It is wrong at once.
        NONE(Duration.ZERO),
        /// Wrong when the next comparison still sees it.
        PASSES(Duration.ofMinutes(1)),
        /// Wrong when it did not settle by itself.
        SETTLES(Duration.ofMinutes(2));

        private final Duration length;

        Grace(Duration length) {
            this.length = length;
        }
    }

    /// For how long it may be seen before it counts.
    Duration grace() {
        return grace.length;
    }

    /// Whether it halts the account when it stays.
    boolean halts() {
        return halts;
    }
}
