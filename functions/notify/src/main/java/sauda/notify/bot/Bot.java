package sauda.notify.bot;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.config.Config;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Quota;
import sauda.core.ledger.Write;
import sauda.events.Routes.Role;
import sauda.events.Sha256;
import sauda.notify.telegram.BotSecret;
import sauda.notify.telegram.Button;
import sauda.notify.telegram.Html;
import sauda.notify.telegram.Telegram;
import sauda.notify.telegram.Telegram.TelegramFailed;

/// What happens to an update that is certainly Telegram's. Only chats of the configuration are
/// answered; each update does something once at most, and nothing when it is old; what changes
/// something waits for its confirmation.
final class Bot {

    /// What is older was said to a state of things that is gone.
    static final Duration OLDEST = Duration.ofMinutes(2);

    /// So many a minute are answered to a chat, and as many stops beside them.
    static final int MOST_A_MINUTE = 20;

    /// Telegram gives up an update after a day.
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private static final int LONGEST_BECAUSE = 200;
    private static final String UNSAID = "said by Telegram";
    private static final System.Logger LOG = System.getLogger(Bot.class.getName());

    private final Ledger ledger;
    private final Map<Long, Role> chats;
    private final Answers answers;
    private final Orders orders;
    private final InstantSource people;

    /// @param people the time of people, which messages carry
    Bot(Ledger ledger, Config.Telegram telegram, Answers answers, Orders orders, InstantSource people) {
        this.ledger = ledger;
        this.chats = telegram.chats();
        this.answers = answers;
        this.orders = orders;
        this.people = people;
    }

    void on(Update update, Telegram telegram, BotSecret secret) {
        Role role = chats.get(update.chat());
        if (role == null) {
            // how an owner learns the id of a chat
            LOG.log(Level.INFO, "chat " + update.chat() + " is not in the configuration: not answered");
            return;
        }
        try {
            switch (update) {
                case Update.Said said -> said(said, role, telegram, secret);
                case Update.Pressed pressed -> pressed(pressed, role, telegram, secret);
            }
        } catch (TelegramFailed unanswered) {
            // done all the same: Telegram must not deliver the update again
            LOG.log(Level.WARNING, "chat " + update.chat() + " got no answer: " + unanswered.getMessage());
        }
    }

    private void said(Update.Said said, Role role, Telegram telegram, BotSecret secret) {
        Optional<Command.Written> written = Command.in(said.text());
        if (written.isEmpty() || isOld(said.at())) {
            return;
        }
        Optional<Command> command = written.get().command();
        boolean isStop = command.filter(Command::isStop).isPresent();
        try {
            if (!isNew(said) || !isWithinCount(said.chat(), isStop)) {
                return;
            }
        } catch (RuntimeException away) {
            if (!isStop) {
                telegram.send(said.chat(), Html.text("the ledger does not answer; ask again"), true);
                return;
            }
            LOG.log(Level.WARNING, "a stop is asked for without the ledger", away);
        }
        if (command.isEmpty()) {
            telegram.send(said.chat(), Html.text("I do not know that: /help"), true);
        } else if (command.get().isConfirmed()) {
            ask(said, command.get(), written.get().rest(), role, telegram, secret);
        } else {
            telegram.send(said.chat(), answer(command.get(), role), true);
        }
    }

    private Html answer(Command command, Role role) {
        try {
            return answers.to(command, role);
        } catch (LedgerUnavailable away) {
            return Html.text("the ledger does not answer; ask again");
        }
    }

    private boolean isOld(Instant at) {
        return at.isBefore(people.instant().minus(OLDEST));
    }

    /// Whether this update was never seen before. From now on it was.
    private boolean isNew(Update update) {
        Key key = Keys.telegramUpdate(update.chat(), update.id());
        return ledger.commit(List.of(Write.put(
                        new Item(key, "telegram-update", Map.of("expires", expiry(REMEMBERED))),
                        new Condition.Absent())))
                .isDone();
    }

    private long expiry(Duration after) {
        return people.instant().plus(after).getEpochSecond();
    }

    private boolean isWithinCount(long chat, boolean isStop) {
        Instant now = people.instant();
        return Quota.use(
                ledger,
                Keys.requests("telegram:" + chat, isStop ? "STOP#" : "", now),
                "requests",
                MOST_A_MINUTE,
                now.plus(Duration.ofHours(1)));
    }

    private void ask(Update.Said said, Command command, String rest, Role role, Telegram telegram, BotSecret secret) {
        Optional<String> refusal = orders.refusal(command, role);
        if (refusal.isPresent()) {
            telegram.send(said.chat(), Html.text(refusal.get()), true);
            return;
        }
        String because = because(rest);
        Confirmation confirmation = Confirmation.of(command, people.instant(), said.id());
        String data = confirmation.data(said.chat(), secret.token());
        keep(said.chat(), data, because);
        telegram.send(
                said.chat(),
                Html.bold(command.word())
                        .then(": " + command.what())
                        .line("because: " + because)
                        .line("Press within " + Confirmation.LASTS.toSeconds() + " seconds."),
                false,
                List.of(new Button("Yes, " + command.word(), data)));
    }

    private static String because(String rest) {
        String words = rest.replaceAll("\\p{Cntrl}+", " ").strip();
        return words.isEmpty() ? UNSAID : words.substring(0, Math.min(LONGEST_BECAUSE, words.length()));
    }

    /// Without the ledger the button carries all that a stop needs.
    private void keep(long chat, String data, String because) {
        try {
            ledger.commit(List.of(Write.put(new Item(
                    confirm(chat, data),
                    "telegram-confirm",
                    Map.of("because", because, "expires", expiry(REMEMBERED))))));
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, "asked without the ledger", away);
        }
    }

    /// What is stored is no button: who reads the ledger cannot press it.
    private static Key confirm(long chat, String data) {
        return Keys.telegramConfirm(chat, Sha256.hex(data));
    }

    private void pressed(Update.Pressed pressed, Role role, Telegram telegram, BotSecret secret) {
        Optional<Confirmation> found = Confirmation.in(pressed.data(), pressed.chat(), secret.token());
        if (found.isEmpty()) {
            LOG.log(Level.WARNING, "chat " + pressed.chat() + " pressed a button that is none of ours");
            return;
        }
        Command command = found.get().command();
        if (found.get().isOver(people.instant())) {
            end(pressed, telegram, Html.text("Too late: say /" + command.word() + " again."));
            return;
        }
        Optional<String> refusal = orders.refusal(command, role);
        if (refusal.isPresent()) {
            end(pressed, telegram, Html.text(refusal.get()));
            return;
        }
        Html answer;
        try {
            Optional<String> because = used(pressed, command);
            if (because.isEmpty()) {
                // The message says already how the first press went.
                telegram.answer(pressed.press(), "Pressed before, or not known any more: /status");
                return;
            }
            answer = done(command, "telegram:" + pressed.chat(), because.get());
        } catch (TelegramFailed unanswered) {
            throw unanswered;
        } catch (RuntimeException away) {
            LOG.log(Level.WARNING, command + " is not done", away);
            answer = Html.text("Not done: the ledger does not answer. Say /" + command.word() + " again.");
        }
        end(pressed, telegram, answer);
    }

    private Html done(Command command, String by, String because) {
        try {
            return orders.done(command, by, because);
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, command + " by " + by + " failed", unexpected);
            return Html.bold("Not known whether it is done: ").then("something failed, and the log has it. /status");
        }
    }

    /// Why, if this confirmation was never used before. From now on it was. A stop that was asked for
    /// while the ledger was away is not known there, and goes on all the same.
    ///
    /// @throws LedgerUnavailable when that is not known, unless it is a stop
    private Optional<String> used(Update.Pressed pressed, Command command) {
        Key key = confirm(pressed.chat(), pressed.data());
        try {
            Optional<Item> asked = ledger.get(key);
            if (asked.isEmpty() && !command.isStop()) {
                return Optional.empty();
            }
            Write use = Write.put(
                    new Item(used(key), "telegram-used", Map.of("expires", expiry(REMEMBERED))),
                    new Condition.Absent());
            return ledger.commit(List.of(use)).isDone()
                    ? Optional.of(asked.map(Bot::because).orElse(UNSAID))
                    : Optional.empty();
        } catch (RuntimeException away) {
            // A second press does no harm where it ends in the same state, and waiting would.
            if (command.isStop()) {
                return Optional.of(UNSAID);
            }
            throw away;
        }
    }

    private static Key used(Key confirm) {
        return new Key(confirm.partition(), "USED-" + confirm.sort());
    }

    private static String because(Item asked) {
        return asked.attributes().get("because") instanceof String because ? because : UNSAID;
    }

    private static void end(Update.Pressed pressed, Telegram telegram, Html text) {
        try {
            telegram.answer(pressed.press(), "");
        } catch (TelegramFailed unanswered) {
            // the button goes on turning; the message says how it went
            LOG.log(Level.DEBUG, unanswered.getMessage());
        }
        telegram.replace(pressed.chat(), pressed.message(), text);
    }
}
