package sauda.local.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The programme `measure cold-start`.
public final class ColdStarts {

    private ColdStarts() {}

    /// @param functions names of the routes; empty for all
    /// @param ways      as they are written on a command line
    /// @param write     renews docs/cold-start.md and its picture
    /// @throws IllegalArgumentException when there is no such way
    public static void measure(PrintStream out, List<String> functions, List<String> ways, int runs, boolean write) {
        List<Way> chosen = ways(ways);
        Path repository = Path.of("").toAbsolutePath();
        Path folder = temporary();
        try (Neighbours neighbours = new Neighbours()) {
            List<Measured> measured = new ColdStart(repository, folder, neighbours, chosen, runs).measure(functions);
            out.println();
            out.println(ColdStartTable.of(measured, chosen));
            if (write) {
                ColdStartPage.write(repository.resolve("docs/cold-start.md"), measured, chosen, runs);
            }
        } finally {
            delete(folder);
        }
    }

    private static List<Way> ways(List<String> written) {
        Set<Way> ways = EnumSet.of(Way.BASE);
        written.forEach(name -> ways.add(Arrays.stream(Way.values())
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name))));
        return List.copyOf(ways);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("sauda-measure");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException inUse) {
            throw new UncheckedIOException(inUse);
        }
    }
}
