package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import sauda.core.ledger.Ledger;
import sauda.events.Control;
import sauda.events.TradingState;

/// The lock of the dead man in the ledger. Only this puts it on and takes it off.
final class ControlLock {

    private final ControlChain chain;
    private final InstantSource clock;

    ControlLock(Ledger ledger, InstantSource clock) {
        this.chain = new ControlChain(ledger);
        this.clock = clock;
    }

    /// Halted, everything to be left, and locked; what is locked already stays as it is.
    Control on(String cause, String by, String because) {
        return Attempts.until("locking", () -> {
            Instant at = clock.instant();
            Control before = chain.now().orElse(ControlChain.first(by, at));
            return before.lock() != null
                    ? Optional.of(before)
                    : chain.become(
                            before,
                            TradingState.HALTED,
                            true,
                            new Control.Lock(cause, at),
                            "control LOCK",
                            by,
                            because,
                            at);
        });
    }

    /// Not locked any more, and still halted: to trade again is another word, of an owner.
    void off(String by, String because) {
        Attempts.until("unlocking", () -> {
            Control before = chain.now().orElse(null);
            return before == null || before.lock() == null
                    ? Optional.of(true)
                    : chain.become(
                                    before,
                                    before.state(),
                                    before.flatten(),
                                    null,
                                    "control UNLOCK",
                                    by,
                                    because,
                                    clock.instant())
                            .map(_ -> true);
        });
    }
}
