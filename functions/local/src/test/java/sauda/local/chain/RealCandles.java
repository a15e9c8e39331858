package sauda.local.chain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Real NSE candles, which lie beside the checkout and are no part of it. Tests that want them are
/// skipped where they are absent.
public final class RealCandles {

    private RealCandles() {}

    public static Path fiveMinutes() {
        Path candles = data().resolve("nse").resolve("5m");
        assumeTrue(
                Files.isDirectory(candles), () -> "no real candles in " + candles + "; SAUDA_DATA may name the folder");
        return candles;
    }

    private static Path data() {
        String named = System.getProperty("SAUDA_DATA", System.getenv("SAUDA_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve("infra-cdk"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("data");
    }
}
