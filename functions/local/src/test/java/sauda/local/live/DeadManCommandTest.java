package sauda.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import sauda.core.config.ConfigFile;
import sauda.core.desk.DeadManDesk;
import sauda.core.desk.Pause;
import sauda.core.ledger.InMemoryLedger;
import sauda.deadman.DeadManHandler;
import sauda.deadman.DeadManWiring;
import sauda.local.cloud.FunctionCall;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// What an owner types, through to the handler.
class DeadManCommandTest {

    private Instant now = Instant.parse("2026-10-07T05:00:00Z");
    private final List<String> called = new ArrayList<>();
    private final DeadManHandler handler = new DeadManHandler(new DeadManWiring(
            new DeadManDesk(new DeadManDesk.Parts(
                    ConfigFile.defaults(),
                    null,
                    new InMemoryLedger(),
                    new InMemoryLedger(),
                    client -> {
                        throw new IllegalStateException("no client is live");
                    },
                    alert -> {},
                    () -> "481516",
                    () -> now,
                    Pause.NONE)),
            () -> now));

    private record Said(int code, String out) {}

    private String invoke(String function, String payload) {
        called.add(function);
        try {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            handler.handleRequest(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), answer, null);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private Said say(String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter faults = new StringWriter();
        try (PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(printed);
            int code = new CommandLine(new DeadManCommand(this::invoke))
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setErr(new PrintWriter(faults))
                    .execute(words);
            return new Said(code, out.toString(StandardCharsets.UTF_8) + faults);
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void aPressIsSaidTwiceAndGoesToTheFunctionOfEachClient() {
        Said once = say("press", "--stage", "live", "--client", "main", "--client", "second", "--because", "fire");
        assertThat(once.code()).isEqualTo(2);
        assertThat(once.out()).startsWith("nothing was done: say --really live");
        assertThat(called).isEmpty();

        Said twice = say(
                "press",
                "--stage",
                "live",
                "--client",
                "main",
                "--client",
                "second",
                "--because",
                "fire",
                "--really",
                "live");
        assertThat(twice.code()).isZero();
        assertThat(called).containsExactly("sauda-live-dead-man-main:live", "sauda-live-dead-man-second:live");
        assertThat(twice.out()).contains("LOCKED, locked because of PRESSED:2026-10-07T05:00:00Z", "fire");
    }

    @Test
    void unlockingIsAskedForAndConfirmedAMinuteLater() {
        say("press", "--stage", "paper", "--because", "fire", "--really", "paper");
        assertThat(say("unlock", "--stage", "paper", "--by", "asha").out()).contains("  code 481516\n");
        Said early = say("confirm", "--stage", "paper", "--by", "asha", "--code", "481516");
        assertThat(early.code()).isEqualTo(1);
        assertThat(early.out()).contains("TOO_EARLY");
        now = now.plusSeconds(60);
        assertThat(say("confirm", "--stage", "paper", "--by", "asha", "--code", "481516")
                        .code())
                .isZero();
        assertThat(say("state", "--stage", "paper").out()).contains("WATCHING");
        assertThat(called).containsOnly("sauda-paper-dead-man:live");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(say("press", "--stage", "paper").out()).startsWith("--because is needed to press");
        assertThat(say("confirm", "--stage", "paper").out()).startsWith("--code is needed to confirm");
        assertThat(say("look", "--stage", "paper").out()).startsWith("LOOK is the Scheduler's");
        assertThat(say("state").out()).startsWith("Missing required option: '--stage=<stage>'");
        assertThat(called).isEmpty();
    }

    /// As the SDK says it.
    @Test
    void aFunctionIsCalledByItsAliasAndItsFailureIsToldAsOne() throws IOException {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath() + " " + body);
            boolean fails = body.contains("fail");
            if (fails) {
                exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
            }
            byte[] answer = (fails ? "{\"errorMessage\":\"no\"}" : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try (LambdaClient lambda = LambdaClient.builder()
                .region(Region.AP_SOUTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build()) {
            FunctionCall call = new FunctionCall(lambda);
            assertThat(call.invoke("sauda-live-dead-man-main:live", "{\"verb\":\"STATE\"}"))
                    .isEqualTo("{}");
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> call.invoke("f", "{\"fail\":1}"))
                    .isInstanceOf(FunctionCall.Failed.class)
                    .hasMessage("f failed: {\"errorMessage\":\"no\"}");
        } finally {
            server.stop(0);
        }
        assertThat(asked.getFirst())
                .isEqualTo(
                        "POST /2015-03-31/functions/sauda-live-dead-man-main%3Alive/invocations {\"verb\":\"STATE\"}");
    }
}
