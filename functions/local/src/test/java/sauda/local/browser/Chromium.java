package sauda.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// The system's own Chromium, without a window, driven by Playwright. Nothing is downloaded: the
/// driver is among the page's npm packages.
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /// Without these it calls home, and waits for what cannot be reached.
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Skips the test that asks, with the reason, where there is no browser or no built page.
    static Chromium start() {
        Optional<Path> chromium = program(NAMES);
        Optional<Path> node = program(List.of("node"));
        Path packages = packages();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium on this machine: install the package chromium");
        Assumptions.assumeTrue(node.isPresent(), "no Node.js on this machine: install the package nodejs");
        Assumptions.assumeTrue(
                Files.exists(packages.resolve("playwright-core/cli.js")),
                "the page is not built: " + packages + " has no playwright-core");
        System.setProperty("playwright.cli.dir", driver(packages).toString());
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.orElseThrow().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(QUIET));
        return new Chromium(playwright, browser);
    }

    Browser browser() {
        return browser;
    }

    /// The npm packages of the page.
    static Path packages() {
        return Path.of("..", "dashboard", "src", "main", "web", "node_modules")
                .toAbsolutePath()
                .normalize();
    }

    /// The driver as Playwright for Java wants it to lie.
    private static Path driver(Path packages) {
        try {
            Path folder = Files.createTempDirectory("playwright");
            Path link = Files.createSymbolicLink(folder.resolve("package"), packages.resolve("playwright-core"));
            folder.toFile().deleteOnExit();
            link.toFile().deleteOnExit();
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Optional<Path> program(List<String> names) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
