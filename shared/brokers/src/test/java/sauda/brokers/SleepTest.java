package sauda.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A late bar is waited for a little at a time, and no longer than it makes sense.
class SleepTest {

    private static final Instant GIVE_UP = Instant.parse("2026-03-02T04:01:50Z");

    private final List<Duration> slept = new ArrayList<>();
    private Instant now = GIVE_UP.minusSeconds(7);
    private final Sleep late = new Sleep(Duration.ofSeconds(3), () -> now, span -> {
        slept.add(span);
        now = now.plus(span);
    });

    @Test
    void itWaitsThreeSecondsAtATimeUntilTheNextWouldBeTooLate() {
        int waits = 0;
        while (late.again(GIVE_UP)) {
            waits++;
        }

        assertThat(waits).isEqualTo(2);
        assertThat(slept).containsOnly(Duration.ofSeconds(3));
        assertThat(now).isBeforeOrEqualTo(GIVE_UP);
    }

    @Test
    void itStillWaitsWhenItEndsExactlyAtTheBound() {
        now = GIVE_UP.minusSeconds(3);

        assertThat(late.again(GIVE_UP)).isTrue();
        assertThat(late.again(GIVE_UP)).isFalse();
    }

    @Test
    void anInterruptEndsTheWait() {
        Sleep stopped = new Sleep(Duration.ofSeconds(3), () -> now, span -> {
            throw new InterruptedException();
        });

        assertThat(stopped.again(GIVE_UP)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
