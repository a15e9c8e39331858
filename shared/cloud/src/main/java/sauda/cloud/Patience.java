package sauda.cloud;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import software.amazon.awssdk.core.exception.SdkException;

/// Asks again while the store is busy or away, with growing random pauses, until a
/// deadline. The only place that repeats a call to DynamoDB.
///
/// @param deadline from the first call to the start of the last one
/// @param nanos    a clock for spans of time, in nanoseconds, such as `System::nanoTime`
/// @param chance   picks the pauses, so that two writers in conflict part; thread-safe
/// @param pauser   waits
public record Patience(Duration deadline, LongSupplier nanos, RandomGenerator chance, Pauser pauser) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(640);

    /// Waits for a span of time.
    public interface Pauser {
        void pause(Duration span) throws InterruptedException;
    }

    /// With the machine's clock, and chance that differs in every copy that Lambda
    /// restores from one snapshot.
    public static Patience of(Duration deadline) {
        return new Patience(deadline, System::nanoTime, new SecureRandom(), Thread::sleep);
    }

    /// @param mayRepeat whether the call may be made again when its answer was lost and it
    ///                  may have had its effect
    /// @throws LedgerUnavailable when there was no answer
    /// @throws SdkException      what is wrong with the call itself, as the store said it
    <T> T answer(Supplier<T> call, boolean mayRepeat) {
        long start = nanos.getAsLong();
        for (int turn = 0; ; turn++) {
            try {
                return call.get();
            } catch (SdkException failure) {
                switch (Trouble.of(failure)) {
                    case CALL_IS_WRONG -> throw failure;
                    case ANSWER_LOST -> {
                        if (!mayRepeat) {
                            throw new LedgerUnavailable("the answer to a commit was lost", failure);
                        }
                    }
                    case BUSY -> {}
                }
                Duration pause = pauseAfter(turn);
                if (nanos.getAsLong() - start + pause.toNanos() > deadline.toNanos()) {
                    throw new LedgerUnavailable("no answer of the store within " + deadline, failure);
                }
                pause(pause, failure);
            }
        }
    }

    private Duration pauseAfter(int turn) {
        long longest = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(turn, 16));
        return Duration.ofNanos(chance.nextLong(longest) + 1);
    }

    private void pause(Duration pause, SdkException failure) {
        try {
            pauser.pause(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("interrupted while the store was busy", failure);
        }
    }
}
