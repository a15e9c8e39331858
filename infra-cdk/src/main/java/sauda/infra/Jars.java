package sauda.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import sauda.events.Routes;

/// The jars of the functions, one for each module, as the build leaves them.
///
/// @param repository root of the checkout
record Jars(Path repository) {

    Path of(Routes.Function function) {
        Path module = repository.resolve(function.module());
        return module.resolve("target").resolve("sauda-" + module.getFileName() + "-lambda.jar");
    }

    /// @throws IllegalStateException naming the jars that are not there and how to build them,
    ///                               or the handlers that their jars lack
    void requireAll() {
        List<Path> missing = all().map(this::of)
                .distinct()
                .filter(jar -> !Files.isRegularFile(jar))
                .map(repository::relativize)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("not built yet: " + missing + "; run `npx cdk synth` in infra-cdk, which"
                    + " builds them, or `mvn package -DskipTests` at the root");
        }
        List<String> lacking = all().filter(function -> !holds(of(function), function.handler()))
                .map(Routes.Function::handler)
                .toList();
        if (!lacking.isEmpty()) {
            throw new IllegalStateException("no such class in the jar of its module: " + lacking);
        }
    }

    private static Stream<Routes.Function> all() {
        return Stream.concat(Routes.FUNCTIONS.stream(), Stream.of(Routes.DEAD_MAN));
    }

    private static boolean holds(Path jar, String handler) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(handler.replace('.', '/') + ".class") != null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(jar + " is no jar; build it again", unreadable);
        }
    }
}
