package sauda.brokers.dhan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Once, and what is known of it afterwards.
class DhanTransportTest {

    private static final Instant NOW = Instant.parse("2026-11-20T04:00:00Z");
    private static final String CANARY = "eyJcanary-51c0ffee";

    private final RawServer server = new RawServer(RawServer.json(200, "{}"));
    private final Transport transport = new Transport(() -> NOW);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void aWriteWhoseConnectionEndsIsSentOnceAndItsOutcomeIsNotKnown(String method) throws InterruptedException {
        for (RawServer.Then end : List.of(RawServer.CLOSE, RawServer.RESET)) {
            server.requests.clear();
            server.then(end);

            assertThat(transport.once(write(method))).isInstanceOf(Outcome.NoAnswer.class);

            Thread.sleep(200);
            assertThat(server.requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void aWriteAfterOthersThatKeptTheirConnectionIsSentOnceTooWhenItEnds(String method) throws InterruptedException {
        RawServer.Then keepsAlive = (connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8));
            out.flush();
            Thread.sleep(50);
        };
        server.then(RawServer.inTurn(keepsAlive, keepsAlive, RawServer.CLOSE));
        transport.once(read(Duration.ofSeconds(2)));
        transport.once(write(method));

        assertThat(transport.once(write(method))).isInstanceOf(Outcome.NoAnswer.class);

        Thread.sleep(200);
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void aConnectionThatNobodyTakesSendsNothing() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(transport.once(call("POST", "http://127.0.0.1:" + port + "/v2/orders", Duration.ofSeconds(2))))
                .isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void aHostThatDoesNotExistIsSentNothing() {
        assertThat(transport.once(call("POST", "http://no-such-host.invalid/v2/orders", Duration.ofSeconds(5))))
                .isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void aServerThatSaysNothingIsLeftInTime() {
        server.then(RawServer.SILENCE);

        assertThat(transport.once(write("POST", Duration.ofMillis(300))))
                .isEqualTo(new Outcome.NoAnswer("no full answer within 300 ms"));
    }

    @Test
    void anAnswerThatDribblesIsLeftInTimeToo() {
        server.then((connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write('{');
                out.flush();
                Thread.sleep(50);
            }
        });

        assertThat(transport.once(write("POST", Duration.ofMillis(500))))
                .isEqualTo(new Outcome.NoAnswer("no full answer within 500 ms"));
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void anAnswerThatIsCutOrEndlessOrGarbageIsNone() {
        server.then((connection, out) -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(UTF_8)));
        assertThat(transport.once(write("POST"))).isInstanceOf(Outcome.NoAnswer.class);

        server.then((connection, out) -> out.write("\u0000\u0001garbage\r\n\r\n".getBytes(UTF_8)));
        assertThat(transport.once(write("POST"))).isInstanceOf(Outcome.NoAnswer.class);

        server.then((connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
            byte[] much = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(much);
            }
        });
        assertThat(transport.once(write("POST", Duration.ofSeconds(5)))).isInstanceOf(Outcome.NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 301, 302, 307, 400, 401, 403, 404, 407, 429, 500, 502, 503})
    void everyFullAnswerIsOneWhateverItsStatusAndNoneIsFollowed(int status) {
        server.then((connection, out) -> out.write(("HTTP/1.1 " + status + " X\r\nLocation: " + server.url()
                        + "/other\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                .getBytes(UTF_8)));

        assertThat(transport.once(write("POST")))
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answer -> assertThat(answer.status()).isEqualTo(status));
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void theFarEndsClockIsComparedWithOurs() {
        server.then((connection, out) -> out.write(("HTTP/1.1 200 OK\r\nDate: Fri, 20 Nov 2026 03:59:30 GMT\r\n"
                        + "Last-Modified: nonsense\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                .getBytes(UTF_8)));

        assertThat(transport.once(read(Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(Outcome.Answered.class, answer -> {
                    assertThat(answer.ourLead()).contains(Duration.ofSeconds(30));
                    assertThat(answer.modified()).isEqualTo(Optional.empty());
                });
    }

    @Test
    void linesAreHandedOnAsTheyCome() {
        server.then(RawServer.answer(200, "text/csv", "a\nb\r\n\nlast"));
        List<String> lines = new ArrayList<>();

        Outcome outcome = transport.lines(URI.create(server.url() + "/file"), lines::add, Duration.ofSeconds(2), 1_000);

        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        assertThat(lines).containsExactly("a", "b", "", "last");
    }

    @Test
    void aFileThatEndsTooSoonIsNoAnswer() {
        server.then(
                (connection, out) -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na\nb".getBytes(UTF_8)));

        assertThat(transport.lines(URI.create(server.url() + "/file"), line -> {}, Duration.ofSeconds(2), 1_000))
                .isInstanceOf(Outcome.NoAnswer.class);
    }

    @Test
    void aFileThatIsTooLongIsNoAnswer() {
        server.then(RawServer.answer(200, "text/csv", "0123456789\n".repeat(200)));

        assertThat(transport.lines(URI.create(server.url() + "/file"), line -> {}, Duration.ofSeconds(2), 1_000))
                .isInstanceOf(Outcome.NoAnswer.class);
    }

    @Test
    void whatIsToldOfACallHasNoSecretOfIt() {
        server.then(RawServer.json(400, "{\"errorMessage\":\"bad " + CANARY + "\"}"));
        Call call = new Call(
                "POST",
                URI.create(server.url() + "/app/generateAccessToken?pin=" + CANARY),
                Map.of("access-token", CANARY),
                CANARY,
                Duration.ofSeconds(2),
                true,
                List.of(CANARY));

        Outcome outcome = transport.once(call);

        assertThat(call.toString()).isEqualTo("POST /app/generateAccessToken");
        assertThat(((Outcome.Answered) outcome).body()).isEqualTo("{\"errorMessage\":\"bad ***\"}");
        assertThat(outcome.toString()).doesNotContain(CANARY);
    }

    @Test
    void itDoesNotStartWhereTheClientWouldRepeatWrites() {
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "");
        try {
            assertThatThrownBy(() -> new Transport(() -> NOW))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sent twice");
            System.setProperty("jdk.httpclient.enableAllMethodRetry", "false");
            assertThat(new Transport(() -> NOW)).isNotNull();
        } finally {
            System.clearProperty("jdk.httpclient.enableAllMethodRetry");
        }
    }

    private Call write(String method) {
        return write(method, Duration.ofSeconds(2));
    }

    private Call write(String method, Duration timeout) {
        return call(method, server.url() + "/v2/orders", timeout);
    }

    private static Call call(String method, String url, Duration timeout) {
        return new Call(method, URI.create(url), Map.of("access-token", "t"), "{}", timeout, true, List.of("t0ken"));
    }

    private Call read(Duration timeout) {
        return new Call("GET", URI.create(server.url() + "/v2/orders"), Map.of(), null, timeout, false, List.of());
    }
}
