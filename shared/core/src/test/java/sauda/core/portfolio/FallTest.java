package sauda.core.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sauda.events.Account;
import sauda.events.Rupees;

class FallTest {

    /// Days that close at these values, each opened where the one before closed.
    private static List<TradingDay> closing(int... values) {
        List<TradingDay> days = new ArrayList<>();
        int opening = values[0];
        for (int value : values) {
            LocalDate date = LocalDate.parse("2026-03-02").plusDays(days.size());
            Account.Day day = Account.Day.opened(date, Rupees.of(opening)).valued(Rupees.of(value));
            days.add(TradingDay.of("claude", day, List.of(), Instant.EPOCH));
            opening = value;
        }
        return days;
    }

    private static Optional<Integer> step(int... values) {
        return Fall.beyondAStep(closing(values)).map(Fall::step);
    }

    @Test
    void isToldFromTheHighestValueEver() {
        assertThat(Fall.beyondAStep(closing(1_000, 1_200, 1_100)))
                .hasValue(new Fall(Rupees.of(1_200), Rupees.of(1_100), new BigDecimal("8.33"), 5));
    }

    @Test
    void aStepIsToldOnceWhileItLasts() {
        assertThat(step(1_000, 951)).isEmpty();
        assertThat(step(1_000, 950)).hasValue(5);
        assertThat(step(1_000, 950, 945)).isEmpty();
        assertThat(step(1_000, 950, 899)).hasValue(10);
        assertThat(step(1_000, 950, 840)).hasValue(15);
    }

    @Test
    void aStepIsToldAgainAfterTheValueRoseAboveIt() {
        assertThat(step(1_000, 940, 960, 945)).hasValue(5);
    }

    @Test
    void aPeakWithinADayCounts() {
        LocalDate date = LocalDate.parse("2026-03-02");
        Account.Day day = Account.Day.opened(date, Rupees.of(1_000)).valued(Rupees.of(990));

        assertThat(Fall.beyondAStep(List.of(TradingDay.of("claude", day, List.of(Rupees.of(1_100)), Instant.EPOCH))))
                .hasValue(new Fall(Rupees.of(1_100), Rupees.of(990), new BigDecimal("10.00"), 10));
    }

    @Test
    void noDayAndNoFallSayNothing() {
        assertThat(Fall.of(List.of())).isEmpty();
        assertThat(Fall.beyondAStep(List.of())).isEmpty();
        assertThat(step(1_000, 1_100)).isEmpty();
        assertThat(Arrays.asList(step(0, 0))).containsExactly(Optional.empty());
    }
}
