package sauda.core.desk;

import java.time.Instant;
import sauda.core.calendar.TradingCalendar;
import sauda.core.charges.Charges;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.risk.Costs;
import sauda.core.risk.Sizing;
import sauda.events.Side;

/// The costs that sizing and rules count with: the rates of the day and the account's product.
final class CostsOf {

    private CostsOf() {}

    static Costs account(Config config, AccountSpec account, Side side, Instant now) {
        Charges charges = new Charges(config.chargesOn(TradingCalendar.dateOf(now)), account.product());
        return new Costs(charges.roundTripRate(), charges.entryRate(side));
    }

    static Sizing sizing(Config config, AccountSpec account, Side side, Instant now) {
        return new Sizing(
                config.limits(),
                account(config, account, side, now),
                config.live().firstDay() && config.isLive(account));
    }
}
