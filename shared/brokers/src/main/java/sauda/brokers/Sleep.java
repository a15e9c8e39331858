package sauda.brokers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import sauda.brokers.dhan.Pauser;
import sauda.core.desk.Pause;

/// Waits in real time, so long before each new look.
public record Sleep(Duration each, InstantSource clock, Pauser sleeper) implements Pause {

    public Sleep(Duration each, InstantSource clock) {
        this(each, clock, Thread::sleep);
    }

    @Override
    public boolean again(Instant giveUpAt) {
        if (clock.instant().plus(each).isAfter(giveUpAt)) {
            return false;
        }
        try {
            sleeper.pause(each);
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
