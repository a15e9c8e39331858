package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.Rupees;

/// A token, a pin and a seed that stand in every place where they are used are in
/// nothing that is returned, thrown, logged, printed or stored, whatever the far end
/// says, and it says all it was sent.
class DhanSecretsStayHiddenTest {

    private static final String TOKEN = "canarytoken.51c0ffee.aa11";
    private static final String FRESH_TOKEN = "freshcanary.77c0ffee.bb22";
    private static final String PIN = "908172";
    private static final String SEED = "MFRGGZDFMZTWQ2LK";
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");
    private static final List<Integer> STATUSES = List.of(200, 400, 401, 404, 429, 500, 502);

    private final List<String> told = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final List<InMemoryLedger.Change> stored = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Vault vault = new Vault();
    private Instant now = NOW;

    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage() + trace(line.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
        Logger.getLogger("sauda").setLevel(Level.ALL);
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setErr(err);
        System.setOut(out);
        Logger.getLogger("").removeHandler(log);
        Logger.getLogger("sauda").setLevel(null);
    }

    @Test
    void nothingOfThemIsTold() {
        for (int status : STATUSES) {
            for (String shape : List.of(
                    "{\"errorType\":\"T\",\"errorCode\":\"DH-905\",\"errorMessage\":\"%s\"}",
                    "{\"status\":\"failed\",\"data\":{\"807\":\"%s\"}}",
                    "{\"message\":\"%s\",\"status\":\"error\"}",
                    "{\"orderId\":\"%s\",\"orderStatus\":\"%s\",\"killSwitchStatus\":\"%s\",\"primaryIP\":\"%s\"}",
                    "[{\"orderId\":\"1\",\"orderStatus\":\"REJECTED\",\"transactionType\":\"BUY\",\"quantity\":1,"
                            + "\"exchangeSegment\":\"NSE_EQ\",\"securityId\":\"1594\","
                            + "\"omsErrorDescription\":\"%s\"}]",
                    "<html>%s</html>")) {
                try (RawServer echo = new RawServer(RawServer.CLOSE)) {
                    echo.then((connection, out) -> echo(echo.requests.getLast(), out, status, shape));
                    everything(echo, Live.CONFIG);
                    all.addAll(echo.requests);
                }
            }
        }
        try (RawServer reset = new RawServer(RawServer.RESET)) {
            everything(reset, Live.CONFIG);
            everything(reset, Live.config("dryRun: false=>dryRun: true"));
        }

        assertThat(all).as("it was all sent").anyMatch(sent -> sent.contains("pin=" + PIN) && sent.contains("totp="));
        assertThat(all).anyMatch(sent -> sent.contains(TOKEN)).anyMatch(sent -> sent.contains(FRESH_TOKEN));
        assertThat(told).hasSizeGreaterThan(1_000);
        stored.forEach(change -> told.add(change.before() + " " + change.after()));
        told.add(printed.toString(StandardCharsets.UTF_8));
        for (String secret : List.of(TOKEN, FRESH_TOKEN, PIN, SEED, "51c0ffee", "77c0ffee")) {
            assertThat(told).as(secret).noneMatch(text -> text.contains(secret));
        }
        assertThat(told).as("one-time passwords").noneMatch(text -> text.matches("(?s).*totp=\\d.*"));
    }

    /// Says in its answer all that it was sent, the query and the headers too.
    private static void echo(String request, OutputStream out, int status, String shape) throws IOException {
        String said = request.replaceAll("[\\r\\n]+", " ").replace("\\", "").replace("\"", "'");
        byte[] body = shape.replace("%s", said).getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(body);
    }

    private void everything(RawServer server, Config config) {
        vault.store.put(
                Vault.SECRET, "{\"clientId\":\"1000000042\",\"pin\":\"" + PIN + "\",\"totpSeed\":\"" + SEED + "\"}");
        vault.store.put(Vault.TOKEN, new AccessToken("1000000042", TOKEN, NOW.plusSeconds(864_000), false).json());
        vault.known.clear();
        Dhan dhan = new Dhan(
                config,
                Live.client(config),
                new InMemoryLedger(stored::add),
                () -> now,
                vault,
                new DhanEndpoints(
                        URI.create(server.url()),
                        URI.create(server.url()),
                        URI.create(server.url() + "/file.csv"),
                        Optional.of(URI.create(server.url() + "/address"))),
                new Random(3),
                span -> now = now.plus(span),
                InstantSource.fixed(NOW));
        DhanBroker broker = dhan.broker();
        Order known = AnOrder.at(AnOrder.stop("1590", "1588"), "752");
        told(() -> broker.place(AnOrder.entry(), now.plusSeconds(3)));
        told(() -> broker.cancel(known));
        told(() -> broker.change(known, 1, Rupees.of(1_500)));
        told(() -> broker.find(AnOrder.entry().id()));
        told(broker::orders);
        told(broker::books);
        told(() -> broker.quotes(List.of(AnOrder.INFY)));
        told(broker::leaveEverything);
        told(broker::lock);
        told(() -> broker.armLossExit(Rupees.of(100)));
        told(broker::armedLossExit);
        told(broker::instruments);
        told(() -> broker.checks(LocalDate.parse("2026-03-02"), Rupees.of(1), true));
        told(() -> dhan.candles().bars(AnOrder.INFY, NOW.minusSeconds(3_600), NOW));
        vault.store.put(Vault.TOKEN, new AccessToken("1000000042", FRESH_TOKEN, NOW.plusSeconds(60), true).json());
        told(broker::login);
        now = now.plusSeconds(200);
        told(broker::login);
        told(() -> List.of(
                AccessToken.of(vault.store.get(Vault.TOKEN), ""), Credentials.of(vault.store.get(Vault.SECRET))));
        told.add(dhan.client().toString());
    }

    private void told(Callable<Object> question) {
        try {
            Object answer = question.call();
            told.add(String.valueOf(answer));
            told.add(answer instanceof Optional<?> || answer instanceof Item ? "" : EventJson.write(answer));
        } catch (Exception thrown) {
            told.add(trace(thrown));
        }
    }

    private static String trace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
