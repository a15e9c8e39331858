package sauda.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.local.scenario.LiveDay.RELIANCE;
import static sauda.local.scenario.LiveDay.TCS;
import static sauda.local.scenario.LiveDay.codes;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.Order;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.fakedhan.PlacedOrder;

/// Our clock is wrong, or goes back. Ids and expiries come from the scheduled time.
class ClockTest {

    private LiveDay day = LiveDay.ready(Setups.sharing("a", "b"));

    @AfterEach
    void close() {
        day.close();
    }

    @ParameterizedTest
    @Scenario(51)
    @ValueSource(ints = {-120, 120})
    void twoMinutesOffInTheMorningIsFoundByThePreflightAndNothingIsSent(int seconds) {
        day.close();
        day = new LiveDay(Setups.sharing("a", "b"), LiveDay.DATE);
        // The token is the owner's: the login itself would fail on this clock.
        day.skewed(Duration.ofSeconds(seconds));
        day.morning();
        assertThat(day.preflight("main").passed()).isFalse();
        assertThat(day.state("a")).startsWith("HALTED PREFLIGHT");
        day.to(LocalTime.of(10, 15, 20));
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        assertThat(codes(day.deliver(entry))).contains("HALTED", "NOT_PREFLIGHTED");
        assertThat(day.sends()).isZero();
        day.ties();
    }

    @Test
    @Scenario(51)
    void aClockThatGetsAheadDuringTheDayExpiresMessagesEarly() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.skewed(Duration.ofMinutes(2));
        Order denied = day.deliver(entry);
        assertThat(denied.state()).isEqualTo(OrderState.DENIED);
        assertThat(codes(denied)).containsExactly("EXPIRED");
        assertThat(day.sends()).isZero();
        day.ties();
    }

    @Test
    @Scenario(51)
    void aClockThatFallsBehindSendsNothingOutsideTheSession() {
        day.to(LocalTime.of(15, 16));
        day.skewed(Duration.ofMinutes(-2));
        // A quarter past three there, two minutes before it here.
        OrderRequested late = day.entry("a", RELIANCE, 10);
        assertThat(codes(day.deliver(late))).contains("LATE_ENTRY");
        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        assertThat(codes(day.deliver(exit))).contains("NOTHING_TO_EXIT");
        assertThat(day.fake.orders(day.clientId())).isEmpty();
        assertThat(day.net(RELIANCE)).isZero();
    }

    @ParameterizedTest
    @Scenario(51)
    @ValueSource(ints = {-120, 120})
    void theSameTickIsTheSameOrderWhateverTheClockSays(int seconds) {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.deliver(entry);
        day.minutes(1);
        day.skewed(Duration.ofSeconds(seconds));
        // The tick is said again: its id comes from its own time.
        OrderRequested again = day.entry("a", RELIANCE, 10);
        assertThat(again.id()).isEqualTo(entry.id());
        assertThat(day.deliver(again).state()).isEqualTo(OrderState.FILLED);
        day.minutes(3);
        assertThat(day.placed(entry)).hasSize(1);
        assertThat(day.net(RELIANCE)).isEqualTo(10);
        assertThat(day.stopped(RELIANCE)).isEqualTo(10);
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        day.ties();
    }

    @Test
    @Scenario(51)
    void aClockThatJumpsBackRepeatsNothing() {
        OrderRequested entry = day.entry("a", RELIANCE, 10);
        day.deliver(entry);
        day.minutes(2);
        day.skewed(Duration.ofMinutes(-5));
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.FILLED);
        day.watch();
        day.reconcile();
        day.deliver();
        day.minutes(3);
        OrderRequested exit = day.exit("a", RELIANCE, 10, "manual:1");
        day.deliver(exit);
        day.minutes(2);

        assertThat(day.placed(entry)).hasSize(1);
        assertThat(day.placed(exit)).extracting(PlacedOrder::filled).containsExactly(10L);
        assertThat(day.net(RELIANCE)).isZero();
        assertThat(day.stopped(RELIANCE)).isZero();
        assertThat(day.state("a")).isEqualTo("ACTIVE opened");
        day.ties();
    }

    @Test
    @Scenario(51)
    void anExpiryIsOfItsTickAndNotOfTheClock() {
        OrderRequested entry = day.entry("a", TCS, 10);
        day.to(LocalTime.of(10, 17));
        assertThat(codes(day.deliver(entry))).containsExactly("EXPIRED");
        // Back before the expiry: what was denied stays so.
        day.skewed(Duration.ofMinutes(-2));
        assertThat(day.deliver(entry).state()).isEqualTo(OrderState.DENIED);
        assertThat(day.sends()).isZero();
    }
}
