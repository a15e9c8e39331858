package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import sauda.events.Rupees;
import sauda.events.Side;

class PricingTest {

    private static final Rupees TICK = Rupees.of("0.05");
    private final Pricing pricing = new Pricing(TICK, new BigDecimal("2.5"), Candles.RATE);

    @Property
    void stopAndTargetAreOnTheTickOnTheirSidesOfTheEntry(
            @ForAll @LongRange(min = 200, max = 1_000_000) long ticks,
            @ForAll @BigRange(min = "0.2", max = "20") BigDecimal percent,
            @ForAll Side side) {
        Rupees entry = TICK.times(ticks);
        Rupees stop = pricing.stop(side, new PercentStop(percent).beyond(entry.amount(), side));
        Rupees target = pricing.target(side, entry, stop);

        assertThat(stop.isOnTick(TICK)).isTrue();
        assertThat(target.isOnTick(TICK)).isTrue();
        assertThat(target.isPositive()).isTrue();
        assertThat(entry.compareTo(stop)).isEqualTo(side.sign());
        assertThat(target.compareTo(entry)).isEqualTo(side.sign());
    }

    @Property
    void theTargetIsNeverFurtherThanTheRewardAskedFor(
            @ForAll @LongRange(min = 1000, max = 1_000_000) long paise,
            @ForAll @IntRange(min = 1, max = 100) int away) {
        Rupees entry = Rupees.of(paise).dividedBy(100);
        Rupees stop = pricing.stop(Side.BUY, entry.minus(TICK.times(away)).amount());
        Rupees reward = pricing.target(Side.BUY, entry, stop).minus(entry);

        assertThat(reward).isLessThanOrEqualTo(entry.minus(stop).times(new BigDecimal("2.5")));
    }

    @Property
    void strengthIsWithinItsRange(@ForAll @DoubleRange(min = -10, max = 1e9) double raw) {
        assertThat(Strategy.strength(raw)).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
        assertThat(Strategy.strength(raw).scale()).isEqualTo(2);
    }

    @Test
    void slippageIsATickOrAHundredthOfAPercentWhicheverIsMore() {
        Pricing free = new Pricing(TICK, BigDecimal.ONE, BigDecimal.ZERO);

        assertThat(free.cost(Rupees.of(500))).isEqualTo(Rupees.of("0.1"));
        assertThat(free.cost(Rupees.of(1000))).isEqualTo(Rupees.of("0.2"));
    }

    @Test
    void exactlyTwiceTheCostIsEnough() {
        Pricing free = new Pricing(TICK, BigDecimal.ONE, BigDecimal.ZERO);

        assertThat(free.isWorthIt(Rupees.of(100), Rupees.of("100.2"))).isTrue();
        assertThat(free.isWorthIt(Rupees.of(100), Rupees.of("100.15"))).isFalse();
    }
}
