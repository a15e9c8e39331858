package sauda.local.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sauda.events.DeadMan;
import sauda.events.DeadManAnswer;
import sauda.events.DeadManAsked;
import sauda.events.DeadManAsked.Verb;
import sauda.events.EventJson;
import sauda.events.Routes;
import sauda.local.cloud.FunctionCall;

/// The dead man of a stage by hand. It calls his function, which has the registered address: so it
/// may be said from anywhere.
@Command(
        name = "dead-man",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what a stage's dead man knows, presses him, or unlocks what he locked in two steps:"
                + " unlock gives a code, and confirm takes it a minute later.")
public final class DeadManCommand implements Callable<Integer> {

    private static final List<String> DONE = List.of("WATCHING", "LOCKED", "ASKED", "UNLOCKED");

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "VERB", description = "state, press, unlock or confirm")
    Verb verb = Verb.STATE;

    @Option(names = "--stage", required = true, description = "one of the configuration's stages")
    String stage = "";

    @Option(names = "--client", description = "each live client, once for each: his functions are called after them")
    List<String> clients = List.of();

    @Option(names = "--by", description = "who says it (default: ${DEFAULT-VALUE})", defaultValue = "${sys:user.name}")
    String by = "";

    @Option(names = "--because", description = "why he is pressed")
    @Nullable
    String because;

    @Option(
            names = "--really",
            paramLabel = "STAGE",
            description = "with press: the stage's name once more; without it nothing is done")
    @Nullable
    String really;

    @Option(names = "--code", description = "with confirm: what unlock gave")
    @Nullable
    String code;

    @Option(
            names = "--force",
            description = "with confirm: also while a broker that cannot be read may hold something; this is audited")
    boolean force;

    private final BinaryOperator<String> call;

    public DeadManCommand() {
        this((function, payload) -> FunctionCall.ofTheEnvironment().invoke(function, payload));
    }

    /// @param call takes a function's name and what it is told, and gives its answer
    DeadManCommand(BinaryOperator<String> call) {
        this.call = call;
    }

    @Override
    public Integer call() {
        if (verb == Verb.LOOK) {
            throw fault("LOOK is the Scheduler's; say state");
        }
        if (verb == Verb.PRESS && because == null) {
            throw fault("--because is needed to press");
        }
        if (verb == Verb.CONFIRM && code == null) {
            throw fault("--code is needed to confirm");
        }
        if (verb == Verb.PRESS && !stage.equals(really)) {
            System.out.println(
                    "nothing was done: say --really " + stage + " to cancel, leave and lock everything of it");
            return 2;
        }
        boolean done = true;
        for (String function : functions()) {
            String said = EventJson.write(new DeadManAsked(verb, "cli:" + by, because, code, force));
            DeadManAnswer answer = EventJson.read(call.apply(function, said), DeadManAnswer.class);
            System.out.print(text(function, answer));
            done &= DONE.contains(answer.code());
        }
        return done ? 0 : 1;
    }

    /// Presses go to all, each leaves by the address that it has; the rest is said to one.
    private List<String> functions() {
        List<String> all = new ArrayList<>();
        if (clients.isEmpty()) {
            all.add(name(null));
        }
        clients.forEach(client -> all.add(name(client)));
        return verb == Verb.PRESS ? all : all.subList(0, 1);
    }

    private String name(@Nullable String client) {
        return "sauda-" + stage + "-" + Routes.DEAD_MAN.nameFor(client) + ":live";
    }

    static String text(String function, DeadManAnswer answer) {
        StringBuilder text = new StringBuilder(function + ": " + answer.code() + ", " + answer.text() + "\n");
        if (answer.unlock() != null) {
            text.append("  code ").append(answer.unlock()).append('\n');
        }
        DeadMan state = answer.state();
        if (state.shot() != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "  fired %s by %s: %s%n  ledger locked %s%n",
                    state.shot().at(),
                    state.shot().by(),
                    state.shot().because(),
                    orNot(state.inLedger())));
            state.legs()
                    .forEach(leg -> text.append(String.format(
                            Locale.ROOT,
                            "  %s: told to leave %s, flat %s, locked %s%n",
                            leg.client(),
                            orNot(leg.leftAt()),
                            orNot(leg.flatAt()),
                            orNot(leg.lockedAt()))));
        } else {
            text.append("  looked ").append(state.lookedAt()).append('\n');
            state.since()
                    .forEach((cause, since) -> text.append("  suspects ")
                            .append(cause)
                            .append(" since ")
                            .append(since)
                            .append('\n'));
        }
        return text.toString();
    }

    private static String orNot(@Nullable Object at) {
        return at == null ? "not yet" : at.toString();
    }

    private ParameterException fault(String what) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), what);
    }
}
