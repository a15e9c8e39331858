package sauda.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sauda.core.config.ConfigFile;

/// Prints the default configuration, or checks one.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Prints the default sauda.yaml, or checks the one that is named.")
final class ConfigCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "a sauda.yaml to check")
    @Nullable
    Path file;

    @Override
    public Integer call() {
        if (file == null) {
            System.out.print(ConfigFile.defaultText());
            return 0;
        }
        try {
            System.out.println(file + " is sound; its hash is "
                    + ConfigFile.read(Files.readString(file)).hash());
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
