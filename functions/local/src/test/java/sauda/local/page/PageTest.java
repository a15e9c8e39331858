package sauda.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.EventJson;
import sauda.local.http.AServer;

class PageTest {

    private static final String SCRIPT = "console.log('₹');".repeat(200);

    @TempDir
    Path folder;

    private Path page;
    private AServer server;

    @BeforeEach
    void build() throws IOException {
        page = Files.createDirectories(folder.resolve("page"));
        Files.writeString(folder.resolve("secret.txt"), "outside");
        Files.writeString(page.resolve("index.html"), "<title>Sauda</title>");
        Files.createDirectories(page.resolve("assets"));
        Files.writeString(page.resolve("assets/index-B1x2.js"), SCRIPT);
        Files.writeString(page.resolve("assets/index-B1x2.css"), "p{}");
        Files.createDirectories(page.resolve("docs"));
        Files.writeString(page.resolve("docs/index.html"), "<title>API</title>");
        Files.writeString(page.resolve("docs/openapi.json"), "{}");
        Files.writeString(page.resolve("icon.svg"), "<svg/>");
        server = new AServer(page);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200, text/html; charset=utf-8, no-cache",
        "/index.html, 200, text/html; charset=utf-8, no-cache",
        "/assets/index-B1x2.js, 200, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'",
        "/assets/index-B1x2.css, 200, text/css; charset=utf-8, 'public, max-age=31536000, immutable'",
        "/docs/, 200, text/html; charset=utf-8, no-cache",
        "/docs/openapi.json, 200, application/json, no-cache",
        "/icon.svg, 200, image/svg+xml, no-cache",
        "/config.json, 200, application/json, no-cache",
    })
    void filesHaveTheirTypesAndTimes(String path, int status, String type, String cache) {
        HttpResponse<String> response = server.nobody().get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains(type);
        assertThat(response.headers().firstValue("cache-control")).contains(cache);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/market/RELIANCE", "/decisions/claude/2026-11-18", "/nowhere", "/apiary"})
    void aPathThatNamesNoFileIsAScreenOfThePage(String path) {
        HttpResponse<String> response = server.nobody().get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("<title>Sauda</title>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/missing.js", "/assets/index-old.js", "/favicon.ico", "/a/b.map"})
    void aFileThatIsNotThereIsNotFound(String path) {
        assertThat(server.nobody().get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
                "/assets/%2e%2e/%2e%2e/secret.txt", "/%252e%252e/secret.txt", "/..\\secret.txt", "/..%5csecret.txt",
                "//secret.txt", "/./../secret.txt", "/%00/../secret.txt"
            })
    void nothingOutsideOfThePageIsServed(String path) {
        String answer = server.raw("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("outside");
    }

    @Test
    void aLinkThatLeadsOutsideIsNotFollowed() throws IOException {
        Files.createSymbolicLink(page.resolve("link.txt"), folder.resolve("secret.txt"));

        assertThat(server.nobody().get("/link.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void thePageIsToldWhereEverythingIs() {
        String url = server.api.url();

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("mode", "paper");
        expected.put("authorizeUrl", url + "/oauth2/authorize");
        expected.put("tokenUrl", url + "/oauth2/token");
        expected.put("logoutUrl", url + "/logout");
        expected.put("clientId", "sauda-page");
        expected.put("scope", "openid");
        expected.put("apiUrl", "");
        expected.put("socketUrl", url.replace("http", "ws") + "/socket");
        expected.put("loginHint", "admin");
        expected.put("simulated", true);
        assertThat(EventJson.object(server.nobody().get("/config.json").body())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/assets/index-B1x2.js", "/oauth2/authorize", "/nowhere.txt", "/config.json"})
    void theBrowserIsToldWhatThePageMayDo(String path) {
        HttpResponse<String> response = server.nobody().get(path);
        String url = server.api.url();

        assertThat(response.headers().firstValue("content-security-policy"))
                .contains("default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                        + "img-src 'self' data:; connect-src 'self' " + url.replace("http", "ws") + " " + url
                        + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self' " + url
                        + "; object-src 'none'");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("x-frame-options")).contains("DENY");
        assertThat(response.headers().firstValue("permissions-policy")).isPresent();
        assertThat(response.headers().firstValue("server")).isEmpty();
    }

    @Test
    void textIsSmallerForWhoTakesItSo() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> response = client.send(
                    HttpRequest.newBuilder(URI.create(server.api.url() + "/assets/index-B1x2.js"))
                            .header("accept-encoding", "br, gzip")
                            .build(),
                    BodyHandlers.ofInputStream());

            assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
            assertThat(response.headers().firstValueAsLong("content-length").orElse(0))
                    .isLessThan(SCRIPT.length() / 2);
            assertThat(new String(new GZIPInputStream(response.body()).readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(SCRIPT);
        }
        assertThat(server.nobody()
                        .get("/assets/index-B1x2.js", "accept-encoding", "gzip;q=0")
                        .body())
                .isEqualTo(SCRIPT);
    }

    @Test
    void theHeadersAloneTellTheLength() {
        HttpResponse<String> response = server.nobody().send("HEAD", "/", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-length")).contains("20");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void whoHasTheFileIsNotSentItAgain() {
        String tag = server.nobody().get("/").headers().firstValue("etag").orElseThrow();

        assertThat(server.nobody().get("/", "if-none-match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void withoutAPageItIsSaidHowToBuildOne() {
        try (AServer bare = new AServer(folder.resolve("nothing"))) {
            assertThat(bare.nobody().get("/").body()).contains("npm ci", "functions/dashboard");
            assertThat(bare.nobody().get("/api/health").statusCode()).isEqualTo(200);
        }
    }
}
