package sauda.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts as last reviewed. `-Dgolden=write` writes them anew; the diff is what a
/// reviewer reads.
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/sauda/core/decision");

    private Golden() {}

    static void assertUnchanged(String name, String text) {
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.writeString(FOLDER.resolve(name), text);
            }
            assertThat(text).isEqualTo(Files.readString(FOLDER.resolve(name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
