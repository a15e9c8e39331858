package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The command line must know the form of what the library writes. The pair that was tried
/// together stands in `package.json`; who raises one looks at the other.
class ToolsTest {

    private static final Pattern LIBRARY =
            Pattern.compile("<artifactId>aws-cdk-lib</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void theLibraryIsTheOneThatTheCommandLineWasTriedWith() throws IOException {
        JsonNode pinned = packageJson();
        Matcher library = LIBRARY.matcher(Files.readString(Path.of("..", "pom.xml")));

        assertThat(library.find()).isTrue();
        assertThat(pinned.path("triedWith").path("aws-cdk-lib").asText()).isEqualTo(library.group(1));
    }

    @Test
    void theCommandLineIsOneFixedVersionAndTheLockFileHasTheSame() throws IOException {
        String pinned = packageJson().path("devDependencies").path("aws-cdk").asText();
        JsonNode locked = new ObjectMapper()
                .readTree(Path.of("package-lock.json").toFile())
                .path("packages")
                .path("node_modules/aws-cdk")
                .path("version");

        assertThat(pinned).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(locked.asText()).isEqualTo(pinned);
    }

    private static JsonNode packageJson() throws IOException {
        return new ObjectMapper().readTree(Path.of("package.json").toFile());
    }
}
