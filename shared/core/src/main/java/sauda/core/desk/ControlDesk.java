package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.core.portfolio.Books;
import sauda.events.AuditRecord;
import sauda.events.CancelRequested;
import sauda.events.Control;
import sauda.events.KillRequested;
import sauda.events.Order;
import sauda.events.TradingState;

/// The owner's four verbs and back. Each change raises the epoch, which every reserve
/// transaction checks, so it is in force at the executor's next transaction.
public final class ControlDesk {

    /// What an owner may say.
    public enum Verb {
        /// Back to ACTIVE.
        RESUME(TradingState.ACTIVE, false),
        /// No entries; exits pass.
        PAUSE(TradingState.REDUCING, false),
        /// No entries, cancel all that waits, leave every position.
        FLATTEN(TradingState.REDUCING, true),
        /// No entries until resumed; protection, stops and square-off go on.
        HALT(TradingState.HALTED, false),
        /// Flatten, then halted.
        KILL(TradingState.HALTED, true);

        private final TradingState state;
        private final boolean flatten;

        Verb(TradingState state, boolean flatten) {
            this.state = state;
            this.flatten = flatten;
        }

        /// What it puts in force.
        public TradingState state() {
            return state;
        }
    }

    private final Ledger ledger;
    private final Config config;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final BookKeeper keeper;

    public ControlDesk(Ledger ledger, Config config, Mailbox mailbox, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.mailbox = mailbox;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
    }

    /// The control state, or empty before the first day was opened.
    public Optional<Control> now() {
        return ledger.get(Keys.CONTROL).map(item -> item.as(Control.class));
    }

    /// Puts the verb in force. Saying what is in force already changes nothing.
    ///
    /// @param by who says it
    /// @throws KillSent when the ledger is away and a kill went to the brokers instead
    public Control say(Verb verb, String by, String because) {
        try {
            return written(verb, by, because);
        } catch (LedgerUnavailable away) {
            throw verb == Verb.KILL ? sent(by, because, away) : away;
        }
    }

    private Control written(Verb verb, String by, String because) {
        Control control = Attempts.until("control " + verb, () -> once(verb, by, because));
        if (control.flatten()) {
            config.accounts().forEach(account -> flatten(control, account));
        }
        return control;
    }

    /// Without the ledger no exit of ours can be made, but the venues can leave everything.
    private RuntimeException sent(String by, String because, LedgerUnavailable away) {
        List<String> clients =
                config.liveClients().stream().map(Config.Client::id).toList();
        if (clients.isEmpty()) {
            return away;
        }
        Instant now = clock.instant();
        try {
            clients.forEach(client -> new Outbox(mailbox).kill(new KillRequested(client, by, because, now)));
        } catch (MailboxUnavailable alsoAway) {
            away.addSuppressed(alsoAway);
            return away;
        }
        return new KillSent(clients, away);
    }

    /// Nothing was written down, and the brokers of these clients are told to leave everything.
    public static final class KillSent extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<String> clients;

        KillSent(List<String> clients, LedgerUnavailable away) {
            super("the ledger is away; the kill was sent to the brokers of " + String.join(", ", clients), away);
            this.clients = clients;
        }

        public List<String> clients() {
            return clients;
        }
    }

    private Optional<Control> once(Verb verb, String by, String because) {
        Instant at = clock.instant();
        Control before = now().orElse(new Control(TradingState.ACTIVE, false, 0, by, "first start", at, 0, ""));
        // A flatten that is going on goes on until trading is resumed.
        boolean flatten = verb.flatten || before.flatten() && verb != Verb.RESUME;
        if (before.epoch() > 0 && before.state() == verb.state && before.flatten() == flatten) {
            return Optional.of(before);
        }
        long seq = before.seq() + 1;
        Control next = new Control(verb.state, flatten, before.epoch() + 1, by, because, at, seq, before.head());
        AuditRecord link = AuditRecord.after(
                Keys.OPERATORS, seq, before.head(), at, "control " + verb, Keys.OPERATORS, next, by + ": " + because);
        Control sealed = new Control(next.state(), next.flatten(), next.epoch(), by, because, at, seq, link.hash());
        Condition unseen = before.epoch() == 0
                ? new Condition.Absent()
                : new Condition.Equal("epoch", BigDecimal.valueOf(before.epoch()));
        return ledger.commit(List.of(
                                Write.put(Item.of(Keys.CONTROL, "control", sealed), unseen),
                                Write.put(
                                        Item.whole(Keys.audit(link.chain(), link.seq()), "audit", link),
                                        new Condition.Absent())))
                        .isDone()
                ? Optional.of(sealed)
                : Optional.empty();
    }

    /// Asks for everything of an account that waits to be cancelled and for every free share to be
    /// sold. Done again by the watch of its client until nothing is open.
    void flatten(Control control, AccountSpec account) {
        Instant now = clock.instant();
        Outbox outbox = new Outbox(mailbox);
        keeper.whole(account.name(), now).ifPresent(books -> {
            outbox.cancels(cancels(books, control, now), account.client());
            outbox.exits(
                    Exits.ofAll(books, minuteOf(now), now, "flatten:" + control.epoch(), control.because(), config),
                    account.client());
        });
    }

    private static List<CancelRequested> cancels(Books books, Control control, Instant now) {
        return books.orders().stream()
                .filter(order -> order.request().isEntry())
                .map(Order::request)
                .map(entry -> new CancelRequested(
                        entry.id(),
                        entry.account(),
                        entry.symbol(),
                        "flatten:" + control.epoch(),
                        control.because(),
                        minuteOf(now)))
                .toList();
    }

    static Instant minuteOf(Instant now) {
        return now.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    }
}
