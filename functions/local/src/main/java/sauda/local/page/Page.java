package sauda.local.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import sauda.local.web.Answer;
import sauda.local.web.Asked;

/// The files of the page. A path that names no file is a screen of the page, which finds its own
/// way from index.html.
public final class Page {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final String HOW_TO_BUILD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Sauda</title>
            <h1>The page is not built</h1>
            <p>Build it by <code>mvn -q -pl functions/dashboard -am package -DskipTests</code>, then
            read this again. The API is there already, under <code>/api</code>.</p>
            </html>
            """;

    private final PageSettings settings;
    private final Path folder;

    public Page(PageSettings settings) {
        this.settings = settings;
        this.folder = settings.folder().toAbsolutePath().normalize();
    }

    public Answer answer(Asked asked) {
        if (!asked.isRead()) {
            return Answer.notAllowed("GET");
        }
        String path = decoded(asked.path());
        if (path.equals("/config.json")) {
            return Answer.json(200, PageConfig.at(asked.ownOrigin(), settings)).with("cache-control", ASK_AGAIN);
        }
        Optional<Path> file = file(path);
        if (file.isPresent()) {
            return sent(file.get(), asked);
        }
        if (path.substring(path.lastIndexOf('/') + 1).indexOf('.') >= 0) {
            return Answer.problem(404, "Not Found", "NOT_FOUND", "there is no such file");
        }
        return file("/index.html")
                .map(index -> sent(index, asked))
                .orElseGet(() -> Answer.html(200, HOW_TO_BUILD).with("cache-control", ASK_AGAIN));
    }

    /// The file at a path, or the index of a folder below the page's own; never one outside.
    private Optional<Path> file(String path) {
        try {
            Path named = folder.resolve(path.substring(1)).normalize();
            Path file = Files.isDirectory(named) ? named.resolve("index.html") : named;
            return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException | IOException notAFile) {
            return Optional.empty();
        }
    }

    private Answer sent(Path file, Asked asked) {
        try {
            String tag = "\"" + Long.toHexString(Files.getLastModifiedTime(file).toMillis()) + "-"
                    + Long.toHexString(Files.size(file)) + "\"";
            boolean named = file.startsWith(folder.resolve("assets"));
            Answer answer = asked.header("if-none-match").filter(tag::equals).isPresent()
                    ? Answer.empty(304)
                    : Answer.of(200, ContentType.of(file), Files.readAllBytes(file));
            return answer.with("cache-control", named ? FOR_EVER : ASK_AGAIN).with("etag", tag);
        } catch (IOException gone) {
            throw new UncheckedIOException("cannot read " + file, gone);
        }
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException torn) {
            return path;
        }
    }
}
