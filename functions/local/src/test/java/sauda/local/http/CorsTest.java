package sauda.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.local.issuer.Person;

class CorsTest {

    private static final String ALLOWED = "access-control-allow-origin";

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

    @Test
    void thePagesOwnOriginMayCall() {
        String own = server.api.url();

        HttpResponse<String> asked = preflight(own);
        HttpResponse<String> called = server.as(Person.VIEWER).get("/api/accounts", "origin", own);

        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue(ALLOWED)).contains(own);
        assertThat(asked.headers().firstValue("access-control-allow-headers").orElse(""))
                .contains("authorization", "content-type", "idempotency-key");
        assertThat(called.headers().firstValue(ALLOWED)).contains(own);
        assertThat(called.headers().firstValue("vary")).contains("origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "https://localhost", "*"})
    void noOtherOriginMayCall(String origin) {
        assertThat(preflight(origin).headers().firstValue(ALLOWED)).isEmpty();
        assertThat(server.as(Person.VIEWER)
                        .get("/api/accounts", "origin", origin)
                        .headers()
                        .firstValue(ALLOWED))
                .isEmpty();
    }

    @Test
    void aRefusalCanBeReadByThePageToo() {
        assertThat(server.nobody()
                        .get("/api/accounts", "origin", server.api.url())
                        .headers()
                        .firstValue(ALLOWED))
                .contains(server.api.url());
    }

    private HttpResponse<String> preflight(String origin) {
        return server.nobody()
                .send("OPTIONS", "/api/accounts", "", "origin", origin, "access-control-request-method", "GET");
    }
}
