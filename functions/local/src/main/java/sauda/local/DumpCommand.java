package sauda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sauda.core.ledger.Item;
import sauda.local.cloud.KeptLedger;
import sauda.local.cloud.LedgerFile;

/// Writes the ledger that a run kept into one file, item by item: to look into, and to test that
/// later releases read it.
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the ledger of a run that was kept into a file, a line of JSON for each item, packed.")
final class DumpCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--keep", required = true, paramLabel = "FOLDER", description = "what run --keep was given")
    Path keep = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "such as ledger.jsonl.gz")
    Path to = Path.of("");

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "KIND",
            description = "leave these kinds of items out; `tape`, what the models said, is most of a ledger")
    List<String> without = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        try (KeptLedger kept = KeptLedger.at(keep);
                OutputStream file = Files.newOutputStream(to)) {
            List<Item> items = kept.items().stream()
                    .filter(item -> !without.contains(item.kind()))
                    .toList();
            LedgerFile.write(items, file);
            System.out.println(items.size() + " items in " + to);
            return 0;
        } catch (IllegalArgumentException nothingThere) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), String.valueOf(nothingThere.getMessage()));
        }
    }
}
