package sauda.local.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.ledger.Keys;
import sauda.events.EventJson;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.http.ApiServer;
import sauda.local.http.Caller;
import sauda.local.issuer.Person;
import sauda.local.run.LocalRun.Models;

/// A page that listens to a run.
class LiveUpdatesTest {

    @TempDir
    Path page;

    private Cloud cloud;
    private Play day;
    private ApiServer api;

    @BeforeEach
    void start() {
        cloud = EmbeddedCloud.start(true, Optional.empty(), Map.of());
        day = new Play(Play.rules(), cloud, Play.market(), new Models("http://localhost:1", true));
        api = new ApiServer(Caller.parts(day, page), 0);
    }

    @AfterEach
    void stop() {
        api.close();
        cloud.close();
    }

    private Listening listening() {
        return new Listening(api.url(), api.issuer().accessToken(Person.VIEWER));
    }

    @Test
    void aPageIsToldOfEachFillAsItHappens() {
        try (Listening viewer = listening()) {
            assertThat(viewer.protocol()).isEqualTo("sauda.v1");
            viewer.say("{\"subscribe\":{\"accounts\":[\"*\"],\"symbols\":[\"RELIANCE\"]}}");
            assertThat(viewer.hears())
                    .isEqualTo(Map.of("type", "subscribed", "accounts", List.of("*"), "symbols", List.of("RELIANCE")));

            day.play("00:00", "10:10");

            assertThat(viewer.hears(message -> message.get("type").equals("reading")))
                    .containsEntry("symbol", "RELIANCE");
            Map<String, Object> filled =
                    viewer.hears(message -> message.get("type").equals("order")
                            && message.get("data") instanceof Map<?, ?> order
                            && "FILLED".equals(order.get("state")));
            Map<?, ?> order = (Map<?, ?>) filled.get("data");
            assertThat(Caller.of(api, Person.VIEWER)
                            .get("/api/orders/" + order.get("order"))
                            .body())
                    .as("as the API shows it")
                    .isEqualTo(EventJson.write(order));
            assertThat(filled)
                    .containsEntry("account", order.get("account"))
                    .containsEntry("symbol", order.get("symbol"));
        }
    }

    @Test
    void aPageIsToldOfAPauseThatAnotherSaid() {
        try (Listening viewer = listening()) {
            viewer.say("{\"ping\":true}");
            assertThat(viewer.hears()).isEqualTo(Map.of("type", "pong"));

            HttpResponse<String> said = Caller.of(api, Person.TRADER)
                    .post("/api/system/stop-trading", "{\"verb\":\"pause\",\"because\":\"lunch\"}");

            assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
            assertThat(viewer.hears(message -> message.get("type").equals("control"))
                            .get("data"))
                    .hasToString(viewerSees(said));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void aBadTokenDoesNotConnect(String token) {
        assertThat(refused(() -> new Listening(api.url(), token).close())).isEqualTo(403);
        assertThat(cloud.ledger().list(Keys.SOCKETS, "", false, 10)).isEmpty();
    }

    @Test
    void aTokenOfAnotherServerDoesNotConnect() {
        try (ApiServer other = new ApiServer(Caller.parts(day, page), 0)) {
            String token = other.issuer().accessToken(Person.OWNER);

            assertThat(refused(() -> new Listening(api.url(), token).close())).isEqualTo(403);
        }
    }

    @Test
    void aConnectionIsForgottenWhenItEnds() throws Exception {
        try (Listening viewer = listening()) {
            viewer.say("{\"ping\":true}");
            viewer.hears();
            assertThat(cloud.ledger().list(Keys.SOCKETS, "", false, 10)).hasSize(1);
        }
        for (int i = 0;
                i < 100 && !cloud.ledger().list(Keys.SOCKETS, "", false, 10).isEmpty();
                i++) {
            Thread.sleep(50);
        }
        assertThat(cloud.ledger().list(Keys.SOCKETS, "", false, 10)).isEmpty();
    }

    @Test
    void nonsenseIsAnsweredAndDoesNotEndTheConnection() {
        try (Listening viewer = listening()) {
            for (String nonsense : List.of("", "{", "[]", "{\"subscribe\":7}", "<script>", "x".repeat(30_000))) {
                viewer.say(nonsense);
                assertThat(viewer.hears()).containsEntry("type", "problem").containsKeys("code", "detail");
            }
            viewer.sayBytes(new byte[] {1, 2, 3});
            assertThat(viewer.hears()).containsEntry("type", "problem");
            viewer.say("{\"ping\":true}");
            assertThat(viewer.hears()).isEqualTo(Map.of("type", "pong"));
        }
    }

    @Test
    void aMessageThatIsTooLargeEndsTheConnection() throws Exception {
        try (Listening viewer = listening()) {
            for (int i = 0; i < 5; i++) {
                viewer.sayPart("x".repeat(30 * 1024), false);
            }
            assertThat(viewer.closes()).isEqualTo(1009);
        }
    }

    @Test
    void thePathIsForWebSocketsOnly() {
        assertThat(Caller.of(api, Person.OWNER).get("/socket").statusCode()).isEqualTo(426);
    }

    @Test
    void aConnectionThatTheRunEndsIsClosedWithItsCode() throws Exception {
        try (Listening viewer = listening()) {
            viewer.say("{\"ping\":true}");
            viewer.hears();
            String id = cloud.ledger()
                    .list(Keys.SOCKETS, "", false, 1)
                    .getFirst()
                    .key()
                    .sort();

            assertThat(day.sockets.post(id, "{\"type\":\"pong\"}")).isTrue();
            day.sockets.close(id);

            assertThat(viewer.closes()).isEqualTo(4401);
            assertThat(day.sockets.post(id, "{}")).isFalse();
        }
    }

    /// The control as the API answers it.
    private static String viewerSees(HttpResponse<String> said) {
        return EventJson.object(said.body()).toString();
    }

    private static int refused(Runnable connecting) {
        try {
            connecting.run();
            throw new AssertionError("it connected");
        } catch (CompletionException failed) {
            assertThat(failed).hasCauseInstanceOf(WebSocketHandshakeException.class);
            return ((WebSocketHandshakeException) failed.getCause())
                    .getResponse()
                    .statusCode();
        }
    }
}
