package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.SignalsReady;

/// Lets accounts decide on the newest tick because a person asks for it. What is sent is what
/// the mark of that tick sends, so that an account still decides once.
public final class DecideNowDesk {

    /// An older tick is decided no more.
    public static final Duration FRESH = Duration.ofMinutes(4);

    private final Ledger ledger;
    private final Mailbox mailbox;
    private final InstantSource clock;

    public DecideNowDesk(Ledger ledger, Mailbox mailbox, InstantSource clock) {
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /// @param t       the newest tick at which the books of one of the accounts are marked
    /// @param asked   accounts that were asked to decide at it
    /// @param already accounts that did, or are at it
    public record Asked(Instant t, List<String> asked, List<String> already) {
        public Asked {
            asked = List.copyOf(asked);
            already = List.copyOf(already);
        }
    }

    /// @param by who asks
    /// @return empty when no tick is fresh
    /// @throws Mailbox.MailboxUnavailable when not all could be asked
    public Optional<Asked> ask(List<AccountSpec> accounts, String by) {
        Instant now = clock.instant();
        List<SignalsReady> fresh = accounts.stream()
                .flatMap(account -> newest(account).stream())
                .filter(ready -> ready.t().plus(FRESH).isAfter(now))
                .toList();
        return fresh.stream()
                .map(SignalsReady::t)
                .max(Comparator.naturalOrder())
                .map(t -> ask(t, fresh, by));
    }

    private Optional<SignalsReady> newest(AccountSpec account) {
        return ledger.list(Keys.ofAccount(account.name()), "MARK#", true, 1).stream()
                .findFirst()
                .map(item -> item.as(MarkDesk.Marked.class).ready());
    }

    private Asked ask(Instant t, List<SignalsReady> fresh, String by) {
        List<String> asked = new ArrayList<>();
        List<String> already = new ArrayList<>();
        for (SignalsReady ready : fresh) {
            if (!ready.t().equals(t)) {
                continue;
            }
            if (ledger.get(Keys.decision(ready.account(), t)).isPresent()) {
                already.add(ready.account());
            } else {
                new Outbox(mailbox).ready(ready);
                asked.add(ready.account());
            }
        }
        List<Write> notes = asked.stream()
                .map(account -> Notes.write(t, "dashboard", account, "ASKED_BY " + by))
                .toList();
        if (!notes.isEmpty()) {
            ledger.commit(notes);
        }
        return new Asked(t, asked, already);
    }
}
