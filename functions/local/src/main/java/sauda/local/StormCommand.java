package sauda.local;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.local.storm.Storm;

/// The live order path under a million requests and everything that may go wrong, in virtual time.
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends random order requests through the live order path while ledger, venue, queues and clocks"
                + " fail by a seed, and checks after each round that ledger and venue tell one story. No network.")
final class StormCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--intents", defaultValue = "1000000", description = "order requests (default: ${DEFAULT-VALUE})")
    long intents;

    @Option(names = "--seed", defaultValue = "1", description = "of all chance (default: ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--threads", defaultValue = "2", description = "rounds at a time (default: ${DEFAULT-VALUE})")
    int threads;

    @Option(names = "--round", paramLabel = "SEED", description = "play this one round again, by its own seed")
    @Nullable
    Long round;

    @Option(
            names = "--plant",
            defaultValue = "",
            paramLabel = "BUG",
            description = "plant a known bug, to see that it is found: release-on-timeout, retry-post, no-confirm,"
                    + " book-twice, no-expiry or no-conditions")
    String plant = "";

    @Override
    public Integer call() {
        List<String> bugs = Storm.plants();
        if (!plant.isEmpty() && !bugs.contains(plant)) {
            throw fault("--plant is one of " + String.join(", ", bugs) + " but is " + plant);
        }
        if (intents < 1 || threads < 1) {
            throw fault("--intents and --threads are 1 or more");
        }
        boolean terminal = System.console() != null && System.console().isTerminal();
        return Storm.show(System.out, terminal, intents, seed, threads, plant, round) ? 0 : 1;
    }

    private ParameterException fault(String what) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), what);
    }
}
