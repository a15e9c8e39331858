package sauda.local.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// What axe finds wrong with a page for people who cannot see it, or use no mouse.
final class Axe {

    private static final String FINDINGS = """
            async () => {
              const found = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
              });
              return found.violations.map(one =>
                one.id + ' (' + one.impact + '): ' + one.nodes.map(node => node.target.join(' ')).join(', '));
            }""";

    private Axe() {}

    /// Empty when it finds nothing.
    @SuppressWarnings("unchecked")
    static List<String> violations(Page page) {
        page.evaluate(source());
        Object found = page.evaluate(FINDINGS, Map.of());
        return (List<String>) found;
    }

    private static String source() {
        try {
            return Files.readString(Chromium.packages().resolve("axe-core/axe.min.js"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
