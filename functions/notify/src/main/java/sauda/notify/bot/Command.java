package sauda.notify.bot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.desk.ControlDesk.Verb;
import sauda.events.Routes.Role;

/// What may be said to the bot.
enum Command {
    HELP(Role.VIEWER, null, "what may be said here"),
    STATUS(Role.VIEWER, null, "whether it trades"),
    PNL(Role.VIEWER, null, "what each account made today"),
    POSITIONS(Role.VIEWER, null, "what accounts hold"),
    ORDERS(Role.VIEWER, null, "today's newest orders"),
    PAUSE(Role.TRADER, Verb.PAUSE, "no entries; exits pass"),
    FLATTEN(Role.TRADER, Verb.FLATTEN, "no entries, cancel what waits, leave every position"),
    HALT(Role.TRADER, Verb.HALT, "no entries until resumed; stops and square-off go on"),
    KILL(Role.TRADER, Verb.KILL, "leave everything, then halt"),
    DEADMAN(Role.TRADER, null, "press the dead man's button: cancel, leave and lock everything, past this system"),
    RESUME(Role.TRADER, Verb.RESUME, "trade again");

    private final Role role;
    private final @Nullable Verb verb;
    private final String what;

    Command(Role role, @Nullable Verb verb, String what) {
        this.role = role;
        this.verb = verb;
        this.what = what;
    }

    /// What a person wrote, such as `/pause@sauda_bot lunch`: the command and the rest.
    ///
    /// @param command empty when there is no such one
    record Written(Optional<Command> command, String rest) {}

    /// @return empty when the text is no command at all
    static Optional<Written> in(String text) {
        if (!text.startsWith("/")) {
            return Optional.empty();
        }
        String[] words = text.substring(1).split("\\s+", 2);
        String word = words[0].split("@", 2)[0].toLowerCase(Locale.ROOT);
        Optional<Command> command = word.equals("start")
                ? Optional.of(HELP)
                : Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
        return Optional.of(new Written(command, words.length == 1 ? "" : words[1].strip()));
    }

    /// As it is written, without its slash.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The least that the chat is.
    Role role() {
        return role;
    }

    Optional<Verb> verb() {
        return Optional.ofNullable(verb);
    }

    String what() {
        return what;
    }

    /// Whether it changes something, and is asked about first.
    boolean isConfirmed() {
        return verb != null || this == DEADMAN;
    }

    /// Whether it can only make things safer: it is counted apart, and does not wait for the ledger.
    boolean isStop() {
        return isConfirmed() && this != RESUME;
    }
}
