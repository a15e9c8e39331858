package sauda.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sauda.events.Routes;

/// The jars of the functions, one for each module, as the build leaves them.
///
/// @param repository root of the checkout
record Jars(Path repository) {

    Path of(Routes.Function function) {
        Path module = repository.resolve(function.module());
        return module.resolve("target").resolve("sauda-" + module.getFileName() + "-lambda.jar");
    }

    /// @throws IllegalStateException naming the jars that are not there, and how to build them
    void requireAll() {
        List<Path> missing = Routes.FUNCTIONS.stream()
                .map(this::of)
                .distinct()
                .filter(jar -> !Files.isRegularFile(jar))
                .map(jar -> repository.relativize(jar))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("not built yet: " + missing + "; run `npx cdk synth` in infra-cdk, which"
                    + " builds them, or `mvn package -DskipTests` at the root");
        }
    }
}
