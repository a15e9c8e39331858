package sauda.core.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Ledger;
import sauda.events.Alert;

/// Work for each of several accounts: the trouble of one keeps nobody else from their turn.
final class EachAccount {

    private final Ledger ledger;
    private final InstantSource clock;

    EachAccount(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// @return the first trouble there was; people are told of each
    Optional<RuntimeException> of(List<AccountSpec> accounts, Consumer<AccountSpec> work) {
        @Nullable RuntimeException first = null;
        for (AccountSpec account : accounts) {
            try {
                work.accept(account);
            } catch (RuntimeException trouble) {
                first = first == null ? trouble : first;
                tell(account, trouble);
            }
        }
        return Optional.ofNullable(first);
    }

    /// By its kind alone: a message may quote what no alert should.
    private void tell(AccountSpec account, RuntimeException trouble) {
        try {
            ledger.commit(List.of(Alerts.write(new Alert(
                    "WATCH_FAILED",
                    account.name(),
                    "the watch of " + account.name() + " ended with "
                            + trouble.getClass().getSimpleName(),
                    Alert.Level.URGENT,
                    Map.of(),
                    ControlDesk.minuteOf(clock.instant())))));
        } catch (RuntimeException ledgerIsAwayToo) {
            trouble.addSuppressed(ledgerIsAwayToo);
        }
    }
}
