package sauda.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.EventJson;
import sauda.local.issuer.Person;

/// What a browser led astray, a broken client or a bad one sends.
class HostileRequestsTest {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @TempDir
    Path page;

    private AServer server;

    @BeforeEach
    void start() {
        server = new AServer(page);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8000",
                "localhost.evil.example",
                "127.0.0.2",
                "127.0.0.1.evil.example",
                "[::2]",
                "localhost:80000000",
                "xlocalhost"
            })
    void aPageOfAnotherNameIsNotAnswered(String host) {
        for (String path : new String[] {"/", "/api/health", "/oauth2/authorize", "/config.json", "/socket"}) {
            assertThat(server.raw("GET " + path + " HTTP/1.1\nHost: " + host + "\nConnection: close\n\n"))
                    .as(path)
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).startsWith("HTTP/1.1 421"),
                            answer -> assertThat(answer).startsWith("HTTP/1.1 400"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"})
    void thisMachinesOwnNamesAreAnswered(String host) {
        assertThat(server.raw("GET /api/health HTTP/1.1\nHost: " + host + "\nConnection: close\n\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/%",
                "/api/%zz",
                "/api/orders/%e",
                "/api/%00",
                "/api/%ff%fe",
                "/api/..%2f..%2fetc",
                "/%2e%2e/x",
                "/api/orders?x=%zz",
                "//api//health",
                "/api/a;b=c",
                "/api/\u007f",
                "/api/{x}",
                "/api/<script>"
            })
    void tornAndDoubtfulPathsAreTheClientsFault(String path) {
        String answer = server.raw("GET " + path + " HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
                + server.token(claims -> claims) + "\nConnection: close\n\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\n\n",
                "GET\n\n",
                "\u0000\u0001\u0002\n\n",
                "GET / HTTP/9.9\nHost: localhost\n\n",
                "POST /api/x HTTP/1.1\nHost: localhost\nContent-Length: -1\n\n",
                "POST /api/x HTTP/1.1\nHost: localhost\nContent-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
                "POST /oauth2/token HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\nzz\n\n"
            })
    void whatIsNoRequestIsRefused(String request) {
        assertThat(server.raw(request)).startsWith("HTTP/1.1 4").doesNotContain("jetty", "Jetty");
    }

    @Test
    void aBodyOfTenMegabytesIsReadByTheHandlerAndOneOfMoreIsNot() {
        Caller trader = server.as(Person.TRADER);

        HttpResponse<String> most = trader.post("/api/system/stop-trading", "x".repeat(TEN_MEGABYTES));
        HttpResponse<String> more = trader.post("/api/system/stop-trading", "x".repeat(TEN_MEGABYTES + 1));

        assertThat(most.statusCode()).isEqualTo(413);
        assertThat(EventJson.object(most.body())).containsKey("requestId");
        assertThat(more.statusCode()).isEqualTo(413);
        assertThat(EventJson.object(more.body()))
                .isEqualTo(Map.of(
                        "type", "about:blank",
                        "title", "Content Too Large",
                        "status", 413,
                        "detail", "a body has at most 10485760 bytes",
                        "code", "BODY_TOO_LARGE"));
    }

    @Test
    void aLargeBodyThatIsOnlyAnnouncedIsRefusedBeforeItComes() {
        String answer = server.raw("POST /api/system/stop-trading HTTP/1.1\nHost: localhost\nAuthorization: Bearer "
                + server.token(claims -> claims)
                + "\nContent-Type: application/json\nContent-Length: 99999999999\nExpect: 100-continue\n\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void aLargeBodyOfAStrangerIsRefusedForBeingAStrangers() {
        assertThat(server.nobody()
                        .post("/api/system/stop-trading", "x".repeat(TEN_MEGABYTES + 1))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void everyMethodHasAnAnswer() {
        for (String method : new String[] {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "BREW"}) {
            for (String path : new String[] {"/", "/api/orders", "/oauth2/token", "/socket", "/config.json"}) {
                assertThat(server.as(Person.TRADER).send(method, path, "").statusCode())
                        .as(method + " " + path)
                        .isLessThan(500);
            }
        }
    }
}
