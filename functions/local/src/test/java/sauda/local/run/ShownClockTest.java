package sauda.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShownClockTest {

    private static final Instant TICK = Instant.parse("2026-11-18T04:30:00Z");
    private static final Instant NEXT = TICK.plusSeconds(60);

    private final MarketClock market = new MarketClock(TICK);
    private final AtomicLong nanos = new AtomicLong();
    private final ShownClock shown = new ShownClock(market, nanos::get);

    @Test
    void atFullSpeedItIsTheMarketsTime() {
        shown.passes(TICK, NEXT, Duration.ZERO);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(shown.instant()).isEqualTo(TICK);
    }

    @Test
    void betweenTicksTimePassesAtTheRunsSpeed() {
        shown.passes(TICK, NEXT, Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofMillis(250).toNanos());

        assertThat(shown.instant()).isEqualTo(TICK.plusSeconds(15));
        assertThat(market.instant()).isEqualTo(TICK);
    }

    @Test
    void itWaitsForATickThatIsLate() {
        shown.passes(TICK, NEXT, Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());

        assertThat(shown.instant()).isEqualTo(NEXT);
    }

    @Test
    void itIsNeverBehindTheMarket() {
        shown.passes(TICK, NEXT, Duration.ofSeconds(1));
        market.set(TICK.plusSeconds(50));

        assertThat(shown.instant()).isEqualTo(TICK.plusSeconds(50));
    }

    @Test
    void aRunWaitsAtItsSpeedFromTheFirstTickThatPeopleSeeAndNotThroughTheNight() {
        Pace pace = new Pace(60, TICK);

        assertThat(pace.between(TICK.minusSeconds(60), TICK)).isEqualTo(Duration.ZERO);
        assertThat(pace.between(TICK, NEXT)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.between(TICK, TICK.plus(Duration.ofHours(17)))).isEqualTo(Duration.ZERO);
        assertThat(Pace.MAX.between(TICK, NEXT)).isEqualTo(Duration.ZERO);
    }
}
