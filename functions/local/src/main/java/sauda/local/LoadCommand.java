package sauda.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.core.config.ConfigFile;
import sauda.local.load.Load;

/// How quick the API is under load.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lets many people look at the dashboard at once, and prints how long they wait: requests over"
                + " HTTP, and fills over WebSocket. Without --url it starts a system of its own, and a market.")
final class LoadCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--users",
            split = ",",
            defaultValue = "10,100,500",
            description = "people at once, a stage for each number (default: ${DEFAULT-VALUE})")
    List<Integer> users = List.of();

    @Option(names = "--seconds", defaultValue = "30", description = "of each stage (default: ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--pages",
            defaultValue = "100",
            description = "pages that listen over WebSocket in the last stage; 0 for none (default: ${DEFAULT-VALUE})")
    int pages;

    @Option(names = "--ledger", defaultValue = "memory", description = "dynamodb or memory (default: memory)")
    String ledger = "memory";

    @Option(names = "--seed", defaultValue = "3", description = "of the simulated market (default: 3)")
    long seed;

    @Option(names = "--url", description = "ask this API instead; its fills are not timed")
    @Nullable
    String url;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "with --url: access tokens, one a line; each is one person's")
    @Nullable
    Path tokens;

    @Override
    public Integer call() {
        if (seconds < 1 || pages < 0 || users.stream().anyMatch(count -> count < 1)) {
            throw fault("--users and --seconds are 1 or more, --pages 0 or more");
        }
        if (!ledger.equals("dynamodb") && !ledger.equals("memory")) {
            throw fault("--ledger is dynamodb or memory but is " + ledger);
        }
        Load load = new Load(System.out, users, Duration.ofSeconds(seconds), pages);
        if (url == null) {
            return load.ofOurOwn(
                            RunCommand.played(ConfigFile.defaults(), List.of(), true, false),
                            ledger.equals("memory"),
                            seed)
                    ? 0
                    : 1;
        }
        return load.of(url.replaceAll("/$", ""), read()) ? 0 : 1;
    }

    private List<String> read() {
        if (tokens == null) {
            throw fault("--url needs --tokens");
        }
        try {
            List<String> read = Files.readAllLines(tokens).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (read.isEmpty()) {
                throw fault(tokens + " has no token");
            }
            return read;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + tokens, unreadable);
        }
    }

    private ParameterException fault(String what) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), what);
    }
}
