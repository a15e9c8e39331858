package sauda.core.risk;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Limits;
import sauda.events.Rupees;

/// How many shares an entry may have (`strategies.md` §7): the least of what was asked, what
/// the risk allows, what one position may cost, what the cash covers and the notional cap.
///
/// @param firstDay whether real money is tried for the first time: one share an entry
public record Sizing(Limits limits, Costs costs, boolean firstDay) {

    static final long FIRST_DAY_SHARES = 1;

    public Sizing(Limits limits, Costs costs) {
        this(limits, costs, false);
    }

    /// Which bound decided.
    public enum Bound {
        ASKED,
        RISK,
        POSITION,
        CASH,
        NOTIONAL,
        FIRST_DAY
    }

    /// @param capital     the account's fixed share of the total
    /// @param riskPercent the strategy's own figure
    /// @param entry       close of the bar, raw
    /// @param asked       shares asked for, or null
    public record Wish(
            Rupees capital,
            Rupees freeCash,
            BigDecimal riskPercent,
            Rupees entry,
            Rupees limit,
            Rupees stop,
            Rupees tick,
            @Nullable Long asked) {}

    /// @param shares 0 when not one share fits
    public record Size(long shares, Bound bound) {}

    public Size size(Wish wish) {
        Rupees perShare = riskOfOne(wish.entry(), wish.limit(), wish.stop(), wish.tick());
        Rupees priceOfOne = costOf(1, wish.entry(), wish.limit());
        Rupees perPosition = wish.capital().dividedBy(limits.positionsPerAccount());
        Size size = new Size(riskAllowed(wish.capital(), wish.riskPercent()).wholeTimes(perShare), Bound.RISK);
        size = least(size, perPosition.wholeTimes(priceOfOne), Bound.POSITION);
        size = least(size, wish.freeCash().wholeTimes(priceOfOne), Bound.CASH);
        if (limits.positionRupees() != null) {
            size = least(size, limits.positionRupees().wholeTimes(wish.limit()), Bound.NOTIONAL);
        }
        if (firstDay) {
            size = least(size, FIRST_DAY_SHARES, Bound.FIRST_DAY);
        }
        return wish.asked() == null ? size : least(size, wish.asked(), Bound.ASKED);
    }

    /// What one share may lose: the way to the stop from the worst entry, charges and slippage.
    public Rupees riskOfOne(Rupees entry, Rupees limit, Rupees stop, Rupees tick) {
        return limit.minus(stop).abs().plus(costs.ofRoundTrip(entry, tick));
    }

    /// Cash that an entry may take, with its charges.
    public Rupees costOf(long shares, Rupees entry, Rupees limit) {
        return limit.plus(costs.ofEntry(entry)).times(shares);
    }

    /// What one trade may lose: the strategy's share of the capital, never above the limit.
    public Rupees riskAllowed(Rupees capital, BigDecimal riskPercent) {
        return capital.percent(riskPercent.min(limits.riskPercent()));
    }

    private static Size least(Size size, long shares, Bound bound) {
        return shares < size.shares() ? new Size(Math.max(0, shares), bound) : size;
    }
}
