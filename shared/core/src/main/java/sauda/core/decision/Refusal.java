package sauda.core.decision;

/// Why a tool call was not even judged. The model is told the code and what was expected.
public enum Refusal {
    /// There is no such tool.
    UNKNOWN_TOOL,
    /// The arguments are not one JSON object, or longer than [Arguments#LONGEST].
    BAD_JSON,
    /// A field that the tool does not have, an account or a price among them.
    UNKNOWN_FIELD,
    /// A field that the tool needs is not there.
    MISSING_FIELD,
    /// Not one of the account's stocks, letter by letter; never the closest match.
    UNKNOWN_SYMBOL,
    /// Not a whole number of shares from 1 up: text, fractions and negatives are none.
    BAD_QUANTITY,
    /// More shares than one call may ask for.
    TOO_MANY_SHARES,
    /// Neither `BUY` nor `SELL`.
    BAD_SIDE,
    /// Not one of the account's strategies in this stock, nor `none`.
    UNKNOWN_STRATEGY,
    /// Not a whole number from 0 to 100.
    BAD_CONFIDENCE,
    /// No text, or no visible character in it.
    BAD_REASON,
    /// Not one of the timeframes there are.
    BAD_TIMEFRAME,
    /// A timeframe we know and do not have, such as `1m`.
    NOT_AVAILABLE,
    /// The stock has no usable candle at this tick.
    DATA_MISSING,
    /// A sale of what is not held, where short selling is switched off.
    NOTHING_HELD,
    /// The decision has used up its entry calls; exits are not counted.
    ENTRY_CALLS,
    /// More was asked for than a decision can keep; only what repeats itself comes so
    /// far.
    TOO_MUCH,
    /// The decision has used up its calls for information.
    LOOK_UPS
}
