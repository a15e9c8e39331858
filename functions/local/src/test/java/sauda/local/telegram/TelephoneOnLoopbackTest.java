package sauda.local.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.desk.DayDesk;
import sauda.core.desk.Secrets;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Keys;
import sauda.dashboard.DashboardWiring;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.TradingState;
import sauda.local.chain.Play;
import sauda.local.http.ApiServer;
import sauda.local.page.PageSettings;
import sauda.local.socket.OpenSockets;

/// Over HTTP all the way: people, Telegram, the hook of the API, the bot and back.
class TelephoneOnLoopbackTest {

    private static final InstantSource MARKET = () -> Play.at("10:40");

    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Config config = TelephoneOnLoopback.told(ConfigFile.defaults());
    private final Secrets secrets = name -> TelephoneOnLoopback.secrets().get(name);
    private final TelephoneOnLoopback telephone = new TelephoneOnLoopback(InstantSource.system());
    private final AtomicInteger written = new AtomicInteger();
    private final List<String> lines = new ArrayList<>();
    private final ApiServer api = new ApiServer(
            ApiServer.Parts.of(
                            new DashboardWiring(ledger, config, (queue, group, id, message) -> {}, MARKET),
                            new OpenSockets(),
                            written::incrementAndGet,
                            PageSettings.SIMULATED)
                    .with(telephone.bot(ledger, config, (queue, group, id, message) -> {}, secrets, MARKET)),
            0);

    TelephoneOnLoopbackTest() {
        config.activeAccounts().forEach(account -> new DayDesk(ledger, config, MARKET).open(account, Play.DAY));
        telephone.show(lines::add);
    }

    @AfterEach
    void close() {
        api.close();
        telephone.close();
    }

    @Test
    void whatPeopleSayIsDoneAndWhatTheyWouldSeeIsShown() throws Exception {
        assertThat(post(telephone.url() + "/say", "/status", Map.of())).isEqualTo(409);
        telephone.bringTo(api.url());

        assertThat(post(telephone.url() + "/say", "/status", Map.of())).isEqualTo(200);
        assertThat(lines).contains("TELEGRAM ACTIVE (paper), the exchange is open", "TELEGRAM claude: ACTIVE");

        assertThat(post(telephone.url() + "/say", "/halt lunch", Map.of())).isEqualTo(200);
        assertThat(lines).endsWith("TELEGRAM [Yes, halt]");
        assertThat(post(telephone.url() + "/press", "", Map.of())).isEqualTo(200);

        Control control = ledger.get(Keys.CONTROL).orElseThrow().as(Control.class);
        assertThat(control.state()).isEqualTo(TradingState.HALTED);
        assertThat(control.by()).isEqualTo("telegram:1001");
        assertThat(written).hasValue(3);
    }

    @Test
    void alertsAndReportsAreShownBesideTheConsole() {
        List<Alert> console = new ArrayList<>();
        Alert note = new Alert("BROKER_LOCKED", "main", "it is <locked>", Alert.Level.INFO, Map.of(), Play.at("10:40"));
        Alert urgent = new Alert("NOT_FLAT", "gpt", "sell", Alert.Level.URGENT, Map.of(), Play.at("10:40"));

        telephone.notifier(console::addAll, config, secrets, MARKET).tell(List.of(note, urgent));

        assertThat(console).containsExactly(urgent);
        assertThat(lines)
                .containsExactly(
                        "TELEGRAM INFO BROKER_LOCKED main",
                        "TELEGRAM it is <locked>",
                        "TELEGRAM ",
                        "TELEGRAM URGENT NOT_FLAT gpt",
                        "TELEGRAM sell");
    }

    /// A page of the web that finds the port speaks for nobody.
    @Test
    void aPageCannotSpeakForPeople() throws Exception {
        telephone.bringTo(api.url());

        assertThat(post(telephone.url() + "/say", "/kill", Map.of("origin", "https://evil.example")))
                .isEqualTo(403);
        assertThat(lines).isEmpty();
    }

    @Test
    void theHookOfTheServerIsAsClosedAsThatOfTheCloud() throws Exception {
        assertThat(post(api.url() + "/hooks/telegram", "{}", Map.of())).isEqualTo(401);
        assertThat(post(
                        api.url() + "/hooks/telegram",
                        "{}",
                        Map.of("x-telegram-bot-api-secret-token", "a-secret-that-somebody-guessed-0123456789")))
                .isEqualTo(401);
        assertThat(post(api.url() + "/hooks/other", "{}", Map.of())).isEqualTo(404);
        assertThat(written).hasValue(2);
    }

    private static int post(String url, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
        return response.statusCode();
    }
}
