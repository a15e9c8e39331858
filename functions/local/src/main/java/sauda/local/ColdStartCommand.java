package sauda.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.events.Routes;
import sauda.local.measure.ColdStarts;

/// How quick functions start.
@Command(
        name = "cold-start",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Starts each function's jar in fresh JVMs through Lambda's real runtime interface client, and"
                + " prints how long the first real answer takes. The jars must be built. Linux only.")
final class ColdStartCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--functions", split = ",", description = "names of the routes (default: all)")
    List<String> functions = List.of();

    @Option(names = "--runs", defaultValue = "9", description = "of each way (default: ${DEFAULT-VALUE})")
    int runs;

    @Option(
            names = "--ways",
            split = ",",
            defaultValue = "base,primed,appcds,aot",
            description = "how they start; base is always among them (default: ${DEFAULT-VALUE})")
    List<String> ways = List.of();

    @Option(names = "--write", description = "write docs/cold-start.md and docs/cold-start.png")
    boolean write;

    @Override
    public Integer call() {
        List<String> names = Stream.concat(Routes.FUNCTIONS.stream(), Stream.of(Routes.DEAD_MAN))
                .map(Routes.Function::name)
                .toList();
        List<String> unknown =
                functions.stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw fault("--functions are of " + String.join(", ", names) + " but names " + unknown);
        }
        if (runs < 1) {
            throw fault("--runs is 1 or more but is " + runs);
        }
        try {
            ColdStarts.measure(System.out, functions, ways, runs, write);
            return 0;
        } catch (IllegalArgumentException noSuchWay) {
            throw fault("--ways: " + noSuchWay.getMessage());
        }
    }

    private ParameterException fault(String what) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), what);
    }
}
