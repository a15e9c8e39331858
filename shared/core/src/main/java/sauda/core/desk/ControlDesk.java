package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.portfolio.Books;
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

    private final Config config;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final BookKeeper keeper;
    private final ControlChain chain;

    public ControlDesk(Ledger ledger, Config config, Mailbox mailbox, InstantSource clock) {
        this.config = config;
        this.mailbox = mailbox;
        this.clock = clock;
        this.keeper = new BookKeeper(ledger, config);
        this.chain = new ControlChain(ledger);
    }

    /// The control state, or empty before the first day was opened.
    public Optional<Control> now() {
        return chain.now();
    }

    /// Puts the verb in force. Saying what is in force already changes nothing.
    ///
    /// @param by who says it
    /// @throws Locked   for a resume while the dead man's lock is on
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
        Control before = chain.now().orElse(ControlChain.first(by, at));
        if (verb == Verb.RESUME && before.lock() != null) {
            throw new Locked(before.lock());
        }
        // A flatten that is going on goes on until trading is resumed.
        boolean flatten = verb.flatten || before.flatten() && verb != Verb.RESUME;
        if (before.epoch() > 0 && before.state() == verb.state && before.flatten() == flatten) {
            return Optional.of(before);
        }
        return chain.become(before, verb.state, flatten, before.lock(), "control " + verb, by, because, at);
    }

    /// The dead man has locked trading: a resume does not lift that.
    public static final class Locked extends RuntimeException {

        private static final long serialVersionUID = 1;

        Locked(Control.Lock lock) {
            super("locked by the dead man because of " + lock.cause() + "; it is unlocked in two steps at the dead man"
                    + " itself, and resumed after that");
        }
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
