package sauda.notify.bot;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.ControlDesk.KillSent;
import sauda.core.desk.ControlDesk.Locked;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.desk.Mailbox;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.events.Control;
import sauda.events.DeadManPressed;
import sauda.events.Routes;
import sauda.events.Routes.Role;
import sauda.notify.telegram.Html;

/// Does what a chat ordered and confirmed, by the same desk as the page, and says how it went.
final class Orders {

    private final ControlDesk control;
    private final Config config;
    private final Mailbox mailbox;
    private final boolean deadMan;
    private final InstantSource clock;

    /// @param deadMan whether there is a dead man, whose queue the mailbox knows
    Orders(ControlDesk control, Config config, Mailbox mailbox, boolean deadMan, InstantSource clock) {
        this.control = control;
        this.config = config;
        this.mailbox = mailbox;
        this.deadMan = deadMan;
        this.clock = clock;
    }

    /// Why a chat of this role may not; empty when it may.
    Optional<String> refusal(Command command, Role role) {
        Role needed = command.verb().equals(Optional.of(Verb.RESUME)) && config.mode() == Config.Mode.LIVE
                ? Role.ADMIN
                : command.role();
        if (role.compareTo(needed) < 0) {
            return Optional.of(
                    "/" + command.word() + " needs the role " + needed.name().toLowerCase(Locale.ROOT));
        }
        return command == Command.DEADMAN && !deadMan
                ? Optional.of("there is no dead man in this installation: /kill is the strongest word here")
                : Optional.empty();
    }

    Html done(Command command, String by, String because) {
        try {
            return command.verb()
                    .map(verb -> inForce(control.say(verb, by, because)))
                    .orElseGet(() -> pressed(by, because));
        } catch (KillSent sent) {
            return Html.bold("The ledger does not answer.")
                    .then(" The kill was sent to the brokers of " + String.join(", ", sent.clients())
                            + ", which leave everything and lock the day: say it again until the ledger takes it.");
        } catch (Locked locked) {
            return Html.bold("Not resumed: ").then(String.valueOf(locked.getMessage()));
        } catch (MailboxUnavailable away) {
            return command == Command.DEADMAN
                    ? Html.bold("Not pressed: ")
                            .then("its queue does not answer. Say it again, or press it by the console.")
                    : Html.bold("No entry passes any more, ")
                            .then("but not every exit could be asked for: say it again; the watch asks again each"
                                    + " minute, too.");
        } catch (LedgerUnavailable away) {
            return Html.bold("Not known whether it is done: ")
                    .then("the ledger does not answer. Say it again" + (command.isStop() ? ", or /deadman." : "."));
        }
    }

    private static Html inForce(Control now) {
        return Html.bold(now.state().name()).line(Answers.said(now));
    }

    private Html pressed(String by, String because) {
        Instant now = clock.instant();
        mailbox.send(
                Routes.DEAD_MAN_QUEUE.nameFor(null),
                "dead-man",
                "press|" + by + "|" + Keys.minute(now),
                new DeadManPressed(by, because, now));
        return Html.bold("The dead man is pressed: ")
                .then("it cancels, leaves and locks everything, and tells you when it has. Unlocking takes two steps,"
                        + " and not from here.");
    }
}
