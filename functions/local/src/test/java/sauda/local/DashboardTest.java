package sauda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import sauda.events.EventJson;
import sauda.local.http.Caller;
import sauda.local.socket.Listening;

/// `--dashboard`: one command, from nothing to a page that moves.
class DashboardTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path page;

    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final RunCommand command = new RunCommand();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        Files.writeString(page.resolve("index.html"), "<title>Sauda</title>");
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        Thread.ofPlatform()
                .start(() -> ended.complete(new CommandLine(command)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(
                                "--dashboard",
                                "--no-open",
                                "--port=0",
                                "--print-token=trader",
                                "--page=" + page,
                                "--ledger=memory",
                                "--advisor=rules",
                                "--from=2026-11-17",
                                "--to=2026-11-18",
                                "--speed=120")));
    }

    @AfterEach
    void stop() {
        command.stop();
        System.setOut(out);
    }

    @Test
    void oneCommandOpensADashboardThatMoves() throws Exception {
        String url = printed("dashboard at (http://localhost:[0-9]+)/");
        Caller trader = new Caller(url, printed("token (\\S+)\\s"));

        assertThat(trader.get("/").body()).isEqualTo("<title>Sauda</title>");
        assertThat(EventJson.object(trader.get("/config.json").body()))
                .containsEntry("mode", "paper")
                .containsEntry("loginHint", "admin")
                .containsEntry("simulated", true);
        try (Listening listening = new Listening(url, String.valueOf(trader.token()))) {
            listening.say("{\"subscribe\":{\"accounts\":[\"*\"],\"symbols\":[]}}");
            Map<String, Object> filled =
                    listening.hears(message -> message.get("type").equals("order")
                            && message.get("data") instanceof Map<?, ?> order
                            && "FILLED".equals(order.get("state")));
            assertThat(filled).containsKeys("account", "symbol", "at");
        }
        awaitTheLastDay(trader);
        assertThat(timesBetweenTicks(trader)).hasSize(3);
        assertThat(trader.get("/api/trades").body()).as("of the day before").contains("2026-11-17");
        assertThat(trader.post("/api/system/stop-trading", "{\"verb\":\"pause\",\"because\":\"lunch\"}")
                        .statusCode())
                .isEqualTo(200);

        command.stop();
        assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
    }

    /// The first group of what is printed, once it is.
    private String printed(String wanted) throws InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(giveUp)) {
            Matcher matcher = Pattern.compile(wanted).matcher(printed.toString(StandardCharsets.UTF_8));
            if (matcher.find()) {
                return matcher.group(1);
            }
            Thread.sleep(50);
        }
        throw new AssertionError(wanted + " is not printed in " + printed.toString(StandardCharsets.UTF_8));
    }

    private static void awaitTheLastDay(Caller caller) throws InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (now(caller).isBefore(Instant.parse("2026-11-18T03:50:00Z"))) {
            assertThat(Instant.now()).isBefore(giveUp);
            Thread.sleep(100);
        }
    }

    /// Times that are no tick's.
    private static Set<Instant> timesBetweenTicks(Caller caller) throws InterruptedException {
        Set<Instant> times = new HashSet<>();
        Instant last = Instant.EPOCH;
        for (int i = 0; i < 200 && times.size() < 3; i++) {
            Instant now = now(caller);
            assertThat(now).as("time does not go back").isAfterOrEqualTo(last);
            if (now.getEpochSecond() % 60 != 0) {
                times.add(now);
            }
            last = now;
            Thread.sleep(70);
        }
        return times;
    }

    private static Instant now(Caller caller) {
        return Instant.parse(
                (String) EventJson.object(caller.get("/api/health").body()).get("now"));
    }
}
