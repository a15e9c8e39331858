package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.events.Routes;

/// What may be in the jar of a module, by packages, and how large it may be: what a function
/// does not use can be exploited and has to be downloaded all the same. The jars are those that
/// the build has just made; where it made none, as in `mvn test`, there is nothing to look at.
class JarsHoldWhatTheyNeedTest {

    /// In each jar.
    private static final List<String> EVERYWHERE = List.of(
            "sauda.events",
            "sauda.core",
            "sauda.cloud",
            // Lambda's types, and the time in one of them
            "com.amazonaws.services.lambda.runtime",
            "org.joda.time",
            "com.fasterxml.jackson",
            "org.yaml.snakeyaml",
            "org.crac",
            "org.jspecify.annotations",
            "org.slf4j",
            "org.reactivestreams",
            "software.amazon.awssdk",
            "software.amazon.eventstream");

    private static final List<String> INDICATORS =
            List.of("org.ta4j.core", "org.apache.commons.math3", "com.google.gson", "com.google.errorprone");
    private static final List<String> BROKERS = List.of("sauda.brokers", "com.eatthepath.otp");

    /// Besides those.
    private static final Map<String, List<List<String>>> OWN = Map.of(
            "signals", List.of(List.of("sauda.signals"), BROKERS, INDICATORS),
            "decisions", List.of(List.of("sauda.decisions", "dev.langchain4j", "com.knuddels.jtokkit")),
            "executor", List.of(List.of("sauda.executor"), BROKERS),
            "operations", List.of(List.of("sauda.operations"), BROKERS),
            "notify", List.of(List.of("sauda.notify")),
            "dashboard", List.of(List.of("sauda.dashboard", "com.nimbusds"), INDICATORS),
            "deadman", List.of(List.of("sauda.deadman"), BROKERS));

    private static final Map<String, Integer> MOST_MEGABYTES = Map.of(
            "signals",
            19,
            "decisions",
            20,
            "executor",
            16,
            "operations",
            16,
            "notify",
            17,
            "dashboard",
            20,
            "deadman",
            17);

    /// HTTP clients that start slowly, and that nobody named.
    private static final List<String> NOWHERE = List.of(
            "software.amazon.awssdk.http.apache",
            "software.amazon.awssdk.http.apache5",
            "software.amazon.awssdk.http.nio",
            "software.amazon.awssdk.http.crt",
            "com.amazonaws.services.lambda.runtime.api.client",
            "sauda.local",
            "sauda.fakedhan",
            "org.junit");

    static final List<Path> jars = Stream.concat(Routes.FUNCTIONS.stream(), Stream.of(Routes.DEAD_MAN))
            .map(new Jars(Path.of("..").toAbsolutePath().normalize())::of)
            .distinct()
            .toList();

    @ParameterizedTest
    @FieldSource("jars")
    void aJarHoldsTheseLibrariesAllOfThemAndNoOther(Path jar) throws IOException {
        assumeTrue(Files.isRegularFile(jar), jar.getFileName() + " is not built: `mvn package` builds it");
        List<String> allowed = Stream.concat(
                        EVERYWHERE.stream(), OWN.get(module(jar)).stream().flatMap(List::stream))
                .toList();
        Set<String> packages = packages(jar);

        assertThat(packages.stream().filter(name -> allowed.stream().noneMatch(of -> isIn(name, of))))
                .as("packages of " + jar.getFileName() + " that nobody allowed")
                .isEmpty();
        assertThat(allowed.stream().filter(of -> packages.stream().noneMatch(name -> isIn(name, of))))
                .as("what " + jar.getFileName() + " may hold and does not")
                .isEmpty();
        assertThat(packages.stream().filter(name -> NOWHERE.stream().anyMatch(of -> isIn(name, of))))
                .as("packages of " + jar.getFileName() + " that belong into no function")
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("jars")
    void aJarIsSmallEnough(Path jar) throws IOException {
        assumeTrue(Files.isRegularFile(jar), jar.getFileName() + " is not built: `mvn package` builds it");

        assertThat(Files.size(jar))
                .as("bytes of " + jar.getFileName())
                .isLessThan(MOST_MEGABYTES.get(module(jar)) * 1_000_000L);
    }

    private static String module(Path jar) {
        return jar.getFileName().toString().replace("sauda-", "").replace("-lambda.jar", "");
    }

    private static boolean isIn(String name, String of) {
        return name.equals(of) || name.startsWith(of + ".");
    }

    private static Set<String> packages(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name -> name.contains("/")
                            ? name.substring(0, name.lastIndexOf('/')).replace('/', '.')
                            : "")
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
