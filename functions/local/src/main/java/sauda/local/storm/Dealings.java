package sauda.local.storm;

import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// The moments between a function and the world: there others may step in, time may pass, and
/// the process may die.
final class Dealings {

    private static final long MOST_MILLIS = 12;
    private static final long FROZEN_FOR = 300_000;
    private static final int READS_PER_CHANCE = 4;

    private final Weather weather;
    private final StormClock clock;
    private final Journal journal;
    private Runnable others = () -> {};
    private LongConsumer frozenUntil = until -> {};

    Dealings(Weather weather, StormClock clock, Journal journal) {
        this.weather = weather;
        this.clock = clock;
        this.journal = journal;
    }

    /// @param work of another function, done in the middle of one
    void others(Runnable work) {
        others = work;
    }

    /// @param work of all others while one stands still, until an instant in milliseconds
    void whileFrozen(LongConsumer work) {
        frozenUntil = work;
    }

    /// A dealing that changes something.
    <R> R deal(String what, Supplier<R> effect) {
        before();
        if (weather.strikes(Fault.KILLED_BEFORE)) {
            journal.note(() -> "", () -> "killed before " + what);
            throw new Killed();
        }
        R result = effect.get();
        if (weather.strikes(Fault.KILLED_AFTER)) {
            journal.note(() -> "", () -> "killed after " + what);
            throw new Killed();
        }
        return result;
    }

    /// A dealing that only asks.
    void read() {
        if (weather.oneIn(READS_PER_CHANCE)) {
            before();
        }
    }

    private void before() {
        clock.pass(weather.between(0, MOST_MILLIS));
        if (weather.strikes(Fault.FROZEN)) {
            long frozen = weather.between(1_000, FROZEN_FOR);
            journal.note(() -> "", () -> "frozen for " + frozen + " ms");
            frozenUntil.accept(clock.now() + frozen);
        }
        if (weather.strikes(Fault.DELIVERED_AT_ONCE)) {
            others.run();
        }
    }
}
