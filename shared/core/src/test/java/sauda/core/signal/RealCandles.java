package sauda.core.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Real 5-minute candles, where they lie beside the checkout (or where `SAUDA_DATA` says).
/// Tests that need them are skipped without.
public final class RealCandles {

    private RealCandles() {}

    public static List<Symbol> symbols() {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv.gz"))
                    .map(name -> new Symbol(name.replace(".csv.gz", "")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Bar> of(Symbol symbol) {
        Path file = folder().resolve(symbol.code() + ".csv.gz");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(RealCandles::bar).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bar bar(String line) {
        String[] cell = line.split(",");
        return new Bar(
                OffsetDateTime.parse(cell[0]).toInstant(),
                Rupees.of(cell[1]),
                Rupees.of(cell[2]),
                Rupees.of(cell[3]),
                Rupees.of(cell[4]),
                Long.parseLong(cell[5]));
    }

    private static Path folder() {
        Path folder = data().resolve("nse/5m");
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                "no real candles: set SAUDA_DATA or put them at ../shared/data beside the checkout");
        return folder;
    }

    private static Path data() {
        return Optional.ofNullable(System.getProperty("SAUDA_DATA"))
                .or(() -> Optional.ofNullable(System.getenv("SAUDA_DATA")))
                .map(Path::of)
                .orElseGet(() -> checkout().resolveSibling("shared").resolve("data"));
    }

    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("infra-cdk"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
