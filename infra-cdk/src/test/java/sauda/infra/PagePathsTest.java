package sauda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the script of CloudFront in Node, which CDK needs anyhow.
class PagePathsTest {

    @ParameterizedTest
    @CsvSource({
        "/,                                        /index.html",
        "/decisions/claude/2026-11-20T09:20:00Z,   /index.html",
        "/models/claude-4.5/decisions,             /index.html",
        "/market/M&M,                              /index.html",
        "/index.html,                              /index.html",
        "/assets/index-1a2b3c.js,                  /assets/index-1a2b3c.js",
        "/config.json,                             /config.json",
        "/docs/,                                   /docs/index.html",
        "/docs/openapi.json,                       /docs/openapi.json",
        "/documents,                               /index.html"
    })
    void anAddressMeansAFile(String address, String file) throws Exception {
        assertThat(run("handler({request: {uri: '" + address + "'}}).uri")).isEqualTo(file);
    }

    @Test
    void thePageOfTheApiFindsItsFilesFromWhereItIs() throws Exception {
        assertThat(run("handler({request: {uri: '/docs'}}).headers.location.value"))
                .isEqualTo("/docs/");
    }

    @Test
    void theScriptFitsIntoWhatCloudFrontTakes() {
        assertThat(PagePaths.script().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(10 * 1024);
    }

    private static String run(String expression) throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        "node", "-e", PagePaths.script() + "\nprocess.stdout.write(" + expression + ");")
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        node.waitFor();
        return said;
    }
}
