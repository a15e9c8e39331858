package sauda.local.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder `localstack` of the repository.
final class LocalStackFiles {

    private static final Pattern IMAGE = Pattern.compile("(?m)^ +image: (\\S+)$");

    private LocalStackFiles() {}

    /// What the tests run is what the script runs.
    static String image() {
        Matcher image = IMAGE.matcher(text(folder().resolve("compose.yaml")));
        if (!image.find()) {
            throw new IllegalStateException("compose.yaml names no image");
        }
        return image.group(1);
    }

    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("localstack"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not inside the repository");
        }
        return folder.resolve("localstack");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
