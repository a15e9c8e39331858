package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Alert;

/// Notices a tick that nobody finished: some minutes after it no account of the client is marked.
/// Whoever was to notice each step may be what failed, so this asks for the end of the way alone.
final class TickWatch {

    /// A tick that is older is not worked any more.
    private static final Duration FINISHED_WITHIN = Duration.ofMinutes(4);

    private final Ledger ledger;
    private final String client;
    private @Nullable Instant finished;

    TickWatch(Ledger ledger, String client) {
        this.ledger = ledger;
        this.client = client;
    }

    /// @param accounts of the client
    void look(List<AccountSpec> accounts, Session session, Instant at) {
        List<AccountSpec> trading =
                accounts.stream().filter(AccountSpec::active).toList();
        due(session, at).filter(t -> !trading.isEmpty() && !t.equals(finished)).ifPresent(t -> {
            if (trading.stream()
                    .anyMatch(
                            account -> ledger.get(Keys.mark(account.name(), t)).isPresent())) {
                finished = t;
            } else {
                ledger.commit(List.of(missed(t)));
            }
        });
    }

    /// The newest tick that is to be finished by now, until the next one is.
    private static Optional<Instant> due(Session session, Instant at) {
        Instant last = at.minus(FINISHED_WITHIN);
        return session.ticks().stream()
                .filter(t -> !t.isAfter(last) && t.isAfter(last.minus(Duration.ofMinutes(5))))
                .findFirst();
    }

    /// Once for each tick.
    private Write missed(Instant t) {
        Alert alert = new Alert(
                "NO_TICK",
                client,
                "no account of " + client + " was marked at " + Keys.minute(t)
                        + ": nothing is decided until ticks are finished again; see that what is open has a stop",
                Alert.Level.URGENT,
                Map.of(),
                t.plus(FINISHED_WITHIN));
        return Write.put(
                Item.of(Keys.alert(alert.at(), alert.code(), alert.subject()), "alert", alert), new Condition.Absent());
    }
}
