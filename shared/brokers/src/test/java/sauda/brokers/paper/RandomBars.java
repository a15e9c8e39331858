package sauda.brokers.paper;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import sauda.events.Bar;
import sauda.events.Rupees;

/// Bars around 100 rupees, on the tick grid, some of them without volume.
final class RandomBars {

    private RandomBars() {}

    /// So many ticks of 5 paise.
    static Rupees at(int ticks) {
        return ABar.TICK.times(ticks);
    }

    static Arbitrary<Bar> bars(Instant start) {
        Arbitrary<Integer> place = Arbitraries.integers().between(1_950, 2_050);
        Arbitrary<Integer> wick = Arbitraries.integers().between(0, 30);
        Arbitrary<Long> volume = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 20_000)),
                Tuple.of(2, Arbitraries.longs().between(0, 30)));
        return Combinators.combine(place, place, wick, wick, volume)
                .as((open, close, up, down, shares) -> new Bar(
                        start,
                        at(open),
                        at(Math.max(open, close) + up),
                        at(Math.min(open, close) - down),
                        at(close),
                        shares))
                .withoutEdgeCases();
    }
}
