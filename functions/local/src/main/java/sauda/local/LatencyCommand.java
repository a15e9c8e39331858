package sauda.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.core.config.ConfigFile;
import sauda.local.measure.Latency;
import sauda.local.measure.MeasuredPage;

/// How long it takes from a tick to the books.
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trades simulated days over DynamoDB Local and ElasticMQ, at a broker that takes 60 ms, and"
                + " prints how long each stage takes from tick to books. Rules decide: no model is asked.")
final class LatencyCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--ticks", defaultValue = "1000", description = "that count (default: ${DEFAULT-VALUE})")
    int ticks;

    @Option(names = "--write", description = "renew the figures of docs/latency.md")
    boolean write;

    @Override
    public Integer call() {
        if (ticks < 1) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--ticks is 1 or more but is " + ticks);
        }
        String table = Latency.measure(RunCommand.played(ConfigFile.defaults(), List.of(), true, false), ticks);
        System.out.println();
        System.out.println(table);
        if (write) {
            MeasuredPage.renew(Path.of("docs/latency.md"), ticks + " ticks", table);
        }
        return 0;
    }
}
