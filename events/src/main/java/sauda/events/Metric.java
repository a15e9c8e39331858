package sauda.events;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What is measured, each once: the name under which it is written and asked for, its unit, and
/// by what it is told apart besides the stage. Those of the stage are what alarms look at: there
/// are as many with one account as with two hundred.
public enum Metric {
    /// From T until the ledger had the account's books of T.
    TICK_SECONDS(Unit.SECONDS),
    /// Ticks that nobody finished in time.
    TICKS_MISSED(Unit.COUNT),
    /// Stocks without a candle at a tick.
    STOCKS_MISSING(Unit.COUNT),

    /// How long the advisor of a decision took.
    DECISION_MILLIS(Unit.MILLISECONDS),
    /// 1 for a decision of a model that ended without a usable answer, 0 for every other.
    MODEL_ERRORS(Unit.COUNT),
    /// Share of the day's tokens or rupees, whichever is more, that an account's model has used.
    MODEL_BUDGET_USE(Unit.PERCENT),
    MODEL_TOKENS(Unit.COUNT, By.ACCOUNT),
    /// Rupees.
    MODEL_COST(Unit.NONE, By.ACCOUNT),

    /// From the commit of what asks for an order until it was reserved under the limits.
    ORDER_RESERVED_MILLIS(Unit.MILLISECONDS),
    /// Of that: from the commit until the queue had it,
    ORDER_POSTED_MILLIS(Unit.MILLISECONDS),
    /// and from then until the executor had it.
    ORDER_QUEUED_MILLIS(Unit.MILLISECONDS),
    /// From reserved until it was about to be sent.
    ORDER_SENT_MILLIS(Unit.MILLISECONDS),
    /// From sent until the venue's answer was stored.
    ORDER_ANSWERED_MILLIS(Unit.MILLISECONDS),
    /// All of it: from the commit of what asks for an order until the venue's answer was stored.
    ORDER_MILLIS(Unit.MILLISECONDS),
    ORDERS_DENIED(Unit.COUNT),
    ORDERS_REJECTED(Unit.COUNT),
    ORDERS_UNKNOWN(Unit.COUNT),
    ORDERS_FILLED(Unit.COUNT),

    /// What an account lost today, in percent of its capital; below zero when it gained.
    DAY_LOSS(Unit.PERCENT),
    /// Drawdowns that people were told of.
    DRAWDOWNS(Unit.COUNT),
    /// Share of a limit of the day, the one that is nearest, that an account has used.
    LIMIT_USE(Unit.PERCENT),
    /// Limits that an account is beyond: no entry of ours leads there, but prices and the owner's own
    /// orders may.
    LIMITS_OVER(Unit.COUNT),
    /// Rupees: what an account is worth at the tick's closes.
    VALUE(Unit.NONE, By.ACCOUNT),
    /// Rupees, after charges.
    DAY_PNL(Unit.NONE, By.ACCOUNT),

    /// Things on which our books and the venue do not agree, beyond the time that they may settle in.
    RECONCILE_BREAKS(Unit.COUNT),
    UNPROTECTED_SHARES(Unit.COUNT),
    /// Shares still held close to the end of trading.
    SHARES_NOT_FLAT(Unit.COUNT),
    /// Logins that failed, tokens that are dead or end too early.
    TOKEN_TROUBLE(Unit.COUNT),
    /// Answers of the venue that it does not know the address our orders come from.
    ADDRESS_TROUBLE(Unit.COUNT),

    STRATEGIES_DEGRADED(Unit.COUNT),
    MODELS_DEGRADED(Unit.COUNT),
    /// Whatever people were told as URGENT.
    URGENT_ALERTS(Unit.COUNT),
    /// 0 trading, 1 reducing, 2 halted.
    TRADING_STATE(Unit.NONE);

    public static final String NAMESPACE = "Sauda";

    /// As CloudWatch writes them.
    public enum Unit {
        COUNT("Count"),
        PERCENT("Percent"),
        SECONDS("Seconds"),
        MILLISECONDS("Milliseconds"),
        NONE("None");

        private final String code;

        Unit(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /// By what a metric is told apart.
    public enum By {
        STAGE,
        /// The stage and the account.
        ACCOUNT
    }

    /// Names of the dimensions.
    public static final String STAGE = "Stage";

    public static final String ACCOUNT = "Account";

    private final Unit unit;
    private final By by;

    Metric(Unit unit) {
        this(unit, By.STAGE);
    }

    Metric(Unit unit, By by) {
        this.unit = unit;
        this.by = by;
    }

    /// Such as `OrderMillis`.
    public String title() {
        return Arrays.stream(name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }

    public Unit unit() {
        return unit;
    }

    public By by() {
        return by;
    }
}
