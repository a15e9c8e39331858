package sauda.events;

/// Why we stop an order before it reaches the venue. The order of the constants is
/// the order in which rules are checked: the first that fails names the denial, all
/// that fail are kept with it.
public enum Denial {
    /// T is within the last minutes of continuous trading.
    LATE_ENTRY,
    /// The account holds as many positions as it may, reserved entries counted.
    MAX_POSITIONS,
    /// All accounts together hold as many positions as they may.
    MAX_POSITIONS_TOTAL,
    /// The account, or all accounts together, lost what a day may lose.
    DAY_LOSS,
    /// Less than one share fits into the bounds of the size.
    TOO_SMALL,
    /// Another account of the same broker client holds the other side of the stock.
    OPPOSITE_IN_CLIENT,
    /// The strategy can give no stop at this bar.
    NO_STOP,
    /// `entriesNeedSignal` is on and the named strategy does not say so.
    NO_SIGNAL,
    /// The message is older than its `expiresAt`.
    EXPIRED,
    /// The dead man acted: no entry at all, and no order of any kind to a real venue.
    LOCKED,
    /// Trading state REDUCING: exits pass, entries do not.
    PAUSED,
    /// Trading state HALTED.
    HALTED,
    /// No preflight of today passed for the account's live broker client.
    NOT_PREFLIGHTED,
    /// The account's model used up its tokens or rupees of the day.
    BUDGET,
    /// The account already holds, or waits for, a position in the stock.
    ALREADY_OPEN,
    /// The risk to the stop is above the account's share per trade.
    RISK_PER_TRADE,
    /// Free cash does not cover the entry and its charges.
    NO_CASH,
    /// The notional is above what one position may have.
    NOTIONAL,
    /// The account's open and reserved notional would pass its cap.
    EXPOSURE,
    /// The notional of all accounts would pass the cap.
    EXPOSURE_TOTAL,
    /// As many entries were made today as a day may have.
    TRADE_COUNT,
    /// The stock was left too recently.
    COOL_DOWN,
    /// The account may not trade this stock, or one of them is switched off.
    NOT_ALLOWED,
    /// On the first day only one live account enters, with one share an entry.
    FIRST_DAY,
    /// Short selling is switched off, or the product is not intraday.
    NO_SHORTS,
    /// The exchange is not in continuous trading.
    OUTSIDE_SESSION,
    /// The limit lies outside the day's price band.
    PRICE_BAND,
    /// The limit is not on the tick grid.
    OFF_TICK,
    /// The stock's candle of this tick is missing.
    DATA_MISSING,
    /// The account's books were not opened for this trading day.
    DAY_NOT_OPEN,
    /// The message was made under another configuration than ours.
    CONFIG_CHANGED,
    /// An exit asks for shares that are not there or already reserved.
    NOTHING_TO_EXIT
}
