package sauda.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every Java file reads as palantir-java-format writes it: 120 columns, 4 spaces.
///
/// To have them written: `mvn -q -pl functions/local -am test -Dtest=EveryFileIsFormattedTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dformat=write`
class EveryFileIsFormattedTest {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "cdk.out");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everyFileIsFormatted() throws IOException {
        var write = "write".equals(System.getProperty("format"));
        var root = root();
        var files = javaFiles(root);
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

    private static List<Path> javaFiles(Path root) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                var name = directory.getFileName().toString();
                return NOT_OURS.contains(name) || name.startsWith(".") && !directory.equals(root)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /// The folder of the whole project: the one above this module whose `pom.xml` lists the modules.
    private static Path root() throws IOException {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var pom = folder.resolve("pom.xml");
            if (Files.exists(pom) && Files.readString(pom).contains("<modules>")) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no pom.xml with modules above " + Path.of("").toAbsolutePath());
    }
}
