package sauda.fakedhan;

import java.math.BigDecimal;
import sauda.events.Rupees;
import sauda.events.Side;

/// What becomes of a market order since 2026-03-21: a limit order a little beyond the
/// last price. Dhan does not publish how little for shares; these are the exchange's
/// slabs.
final class MarketProtection {

    private static final BigDecimal CHEAP = new BigDecimal(2);
    private static final BigDecimal USUAL = BigDecimal.ONE;
    private static final BigDecimal DEAR = new BigDecimal("0.5");

    private MarketProtection() {}

    static Rupees limit(Side side, Rupees last, Rupees tick, Behaviour behaviour) {
        Rupees away = last.percent(behaviour.marketProtection().orElseGet(() -> slab(last)));
        return side == Side.BUY
                ? last.plus(away).downToTick(tick)
                : last.minus(away).upToTick(tick);
    }

    private static BigDecimal slab(Rupees price) {
        if (price.below(Rupees.of(100))) {
            return CHEAP;
        }
        return price.above(Rupees.of(500)) ? DEAR : USUAL;
    }
}
