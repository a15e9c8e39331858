package sauda.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Every Java file reads as palantir-java-format writes it: 120 columns, 4 spaces.
///
/// To have them written: `mvn -q -pl functions/local -am test -Dtest=EveryFileIsFormattedTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dformat=write`
class EveryFileIsFormattedTest {

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everyFileIsFormatted() {
        var write = "write".equals(System.getProperty("format"));
        var root = Project.ROOT;
        var files = Project.files(".java");
        var differing = files.parallelStream()
                .filter(file -> differs(file, write))
                .map(file -> root.relativize(file).toString())
                .sorted()
                .toList();

        assertThat(files).isNotEmpty();
        if (!write) {
            assertThat(differing)
                    .as("files that are not formatted; write them with -Dformat=write")
                    .isEmpty();
        }
    }

    private boolean differs(Path file, boolean write) {
        try {
            var source = Files.readString(file);
            var formatted = formatter.formatSource(source);
            var differs = !formatted.equals(source);
            if (differs && write) {
                Files.writeString(file, formatted);
            }
            return differs;
        } catch (FormatterException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
