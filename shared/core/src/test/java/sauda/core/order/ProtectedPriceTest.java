package sauda.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

class ProtectedPriceTest {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final Rupees TICK = Rupees.of("0.10");

    @Test
    void aSaleIsPricedBelowTheLastPriceAndEachStepFurther() {
        Quote quote = quote("1412.30", "1271.00", "1553.50");

        assertThat(ProtectedPrice.of(Side.SELL, quote, HALF, 0, TICK)).isEqualTo(Rupees.of("1405.20"));
        assertThat(ProtectedPrice.of(Side.SELL, quote, HALF, 1, TICK)).isEqualTo(Rupees.of("1398.10"));
        assertThat(ProtectedPrice.of(Side.BUY, quote, HALF, 0, TICK)).isEqualTo(Rupees.of("1419.40"));
    }

    @Test
    void nothingIsPricedBeyondTheCircuit() {
        Quote locked = quote("1271.00", "1271.00", "1553.50");

        assertThat(ProtectedPrice.of(Side.SELL, locked, HALF, 5, TICK)).isEqualTo(Rupees.of("1271.00"));
        assertThat(ProtectedPrice.of(Side.BUY, quote("1553.40", "1271.00", "1553.50"), HALF, 0, TICK))
                .isEqualTo(Rupees.of("1553.50"));
    }

    @Test
    void aBandOffTheTickGridIsTakenFromInside() {
        Quote quote = quote("100.00", "99.97", "100.03");

        assertThat(ProtectedPrice.of(Side.SELL, quote, HALF, 0, TICK)).isEqualTo(Rupees.of("100.00"));
        assertThat(ProtectedPrice.of(Side.BUY, quote, HALF, 0, TICK)).isEqualTo(Rupees.of("100.00"));
    }

    @Test
    void aStopsLimitLiesTwoStepsBeyondItsTrigger() {
        Quote quote = quote("1412.30", "1271.00", "1553.50");

        assertThat(ProtectedPrice.ofStop(Side.SELL, Rupees.of("1400.00"), quote, HALF, TICK))
                .isEqualTo(Rupees.of("1386.00"));
        assertThat(ProtectedPrice.ofStop(Side.BUY, Rupees.of("1430.00"), quote, HALF, TICK))
                .isEqualTo(Rupees.of("1444.30"));
    }

    @Test
    void aTriggerOutsideTheBandIsMovedToItsEdge() {
        Quote quote = quote("1412.30", "1271.05", "1553.50");

        assertThat(ProtectedPrice.trigger(Side.SELL, Rupees.of("1200.00"), quote, TICK))
                .isEqualTo(Rupees.of("1271.10"));
        assertThat(ProtectedPrice.trigger(Side.SELL, Rupees.of("1400.07"), quote, TICK))
                .isEqualTo(Rupees.of("1400.00"));
        assertThat(ProtectedPrice.trigger(Side.BUY, Rupees.of("1400.07"), quote, TICK))
                .isEqualTo(Rupees.of("1400.10"));
    }

    @Property
    void aPriceIsAlwaysOnTickInsideTheBandAndAgainstUs(
            @ForAll("quotes") Quote quote,
            @ForAll Side side,
            @ForAll @IntRange(max = 25) int step,
            @ForAll("ticks") Rupees tick) {
        Rupees price = ProtectedPrice.of(side, quote, HALF, step, tick);

        assertThat(price.isOnTick(tick)).isTrue();
        assertThat(price).isBetween(quote.low(), quote.high());
        boolean atEdge = price.equals(quote.low().upToTick(tick))
                || price.equals(quote.high().downToTick(tick));
        boolean against = side == Side.BUY ? !price.below(quote.last()) : !price.above(quote.last());
        assertThat(against || atEdge).isTrue();
    }

    @Property
    void aStopNeverEndsOnTheWrongSideOfItsTrigger(
            @ForAll("quotes") Quote quote, @ForAll Side side, @ForAll("ticks") Rupees tick) {
        Rupees trigger = ProtectedPrice.trigger(side, quote.last(), quote, tick);
        Rupees limit = ProtectedPrice.ofStop(side, trigger, quote, HALF, tick);

        assertThat(limit.isOnTick(tick)).isTrue();
        assertThat(limit).isBetween(quote.low(), quote.high());
        assertThat(side == Side.SELL ? !limit.above(trigger) : !limit.below(trigger))
                .isTrue();
    }

    @Provide
    Arbitrary<Quote> quotes() {
        Arbitrary<Integer> last = Arbitraries.integers().between(50_00, 30_000_00);
        Arbitrary<Integer> within = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(last, within, within).as((paise, down, up) -> {
            Rupees price = Rupees.of(paise).dividedBy(100).toPaisa();
            Rupees fifth = price.percent(BigDecimal.valueOf(20));
            return new Quote(
                    new Symbol("TCS"),
                    price,
                    price.minus(fifth.times(down).dividedBy(1000)).toPaisa().min(price.minus(Rupees.of(10))),
                    price.plus(fifth.times(up).dividedBy(1000)).toPaisa().max(price.plus(Rupees.of(10))),
                    Instant.EPOCH);
        });
    }

    @Provide
    Arbitrary<Rupees> ticks() {
        return Arbitraries.of("0.01", "0.05", "0.10", "0.50", "1", "5").map(Rupees::of);
    }

    private static Quote quote(String last, String low, String high) {
        return new Quote(new Symbol("TCS"), Rupees.of(last), Rupees.of(low), Rupees.of(high), Instant.EPOCH);
    }
}
