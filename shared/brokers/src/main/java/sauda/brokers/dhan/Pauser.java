package sauda.brokers.dhan;

import java.time.Duration;

/// Waits for a span of time.
public interface Pauser {

    void pause(Duration span) throws InterruptedException;
}
