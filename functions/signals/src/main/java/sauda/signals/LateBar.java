package sauda.signals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import sauda.core.desk.SignalDesk.Pause;

/// Waits for a bar that a live source has late, a little at a time.
record LateBar(InstantSource clock, Sleep sleep) implements Pause {

    private static final Duration A_LITTLE = Duration.ofSeconds(3);

    interface Sleep {
        void sleep(Duration span) throws InterruptedException;
    }

    @Override
    public boolean again(Instant giveUpAt) {
        if (clock.instant().plus(A_LITTLE).isAfter(giveUpAt)) {
            return false;
        }
        try {
            sleep.sleep(A_LITTLE);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
