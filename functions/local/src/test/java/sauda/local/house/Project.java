package sauda.local.house;

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

/// The files of the project, as they are committed.
final class Project {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "cdk.out", ".git");

    /// The folder above this module whose `pom.xml` lists the modules.
    static final Path ROOT = root();

    private Project() {}

    static String text(String file) {
        return text(ROOT.resolve(file));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// All with such an ending, such as `.md`, in the order of their names.
    static List<Path> files(String ending) {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(ending)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        files.sort(null);
        return files;
    }

    private static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var pom = folder.resolve("pom.xml");
            if (Files.exists(pom) && text(pom).contains("<modules>")) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no pom.xml with modules above " + Path.of("").toAbsolutePath());
    }
}
