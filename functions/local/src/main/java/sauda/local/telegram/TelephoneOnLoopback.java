package sauda.local.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import sauda.core.config.Config;
import sauda.core.config.Config.People;
import sauda.core.desk.Mailbox;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import sauda.events.Alert;
import sauda.events.EventJson;
import sauda.events.Routes.Role;
import sauda.faketelegram.FakeTelegram;
import sauda.faketelegram.Shown;
import sauda.notify.EveryWay;
import sauda.notify.NotifyWiring;
import sauda.notify.Notifier;
import sauda.notify.bot.BotWiring;

/// A fake Telegram beside a run: it shows what a chat would show, and takes what its people say.
/// `curl -d /status URL/say` writes, `curl -d "" URL/press` presses the newest button.
public final class TelephoneOnLoopback implements AutoCloseable {

    private static final String SECRET = "sauda/telegram/fake";
    private static final String TOKEN = "1001:opens-nothing-0-opens-nothing-0-000";
    private static final String WEBHOOK = "shows-nothing-0-shows-nothing-0-000";
    private static final long CHAT = 1001;
    private static final int LONGEST = 8 * 1024;

    private final FakeTelegram telegram;
    private final HttpServer people;

    /// @param clock of people
    public TelephoneOnLoopback(InstantSource clock) {
        telegram = new FakeTelegram(TOKEN, Set.of(CHAT), clock);
        try {
            people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        people.createContext("/say", exchange -> answer(exchange, text -> telegram.say(CHAT, text)));
        people.createContext("/press", exchange -> answer(exchange, text -> press()));
        people.start();
    }

    /// Where people say something.
    public String url() {
        return "http://localhost:" + people.getAddress().getPort();
    }

    /// The configuration with one chat, an admin's, that is told everything.
    public static Config told(Config config) {
        return config.withPeople(new People(
                new Config.Telegram(SECRET, Map.of(CHAT, Role.ADMIN)),
                config.people().quiet(),
                config.people().least()));
    }

    /// The bot's secret, as its owner would store it.
    public static Map<String, String> secrets() {
        return Map.of(SECRET, EventJson.write(Map.of("token", TOKEN, "webhook", WEBHOOK)));
    }

    /// Tells the chat, and whoever was told before.
    ///
    /// @param clock whose quiet hours count
    public Notifier notifier(Notifier other, Config config, Secrets secrets, InstantSource clock) {
        return new EveryWay(List.of(
                new EveryWay.Way("console", alert -> alert.level() != Alert.Level.INFO, other),
                NotifyWiring.telegram(config, secrets, telegram.url(), clock)));
    }

    /// What the bot of a run is made of.
    public BotWiring bot(Ledger ledger, Config config, Mailbox mailbox, Secrets secrets, InstantSource clock) {
        return new BotWiring(ledger, config, mailbox, false, secrets, telegram.url(), clock, InstantSource.system());
    }

    /// Updates go there, as after a `setWebhook`.
    public void bringTo(String api) {
        telegram.setWebhook(URI.create(api + "/hooks/telegram"), WEBHOOK);
    }

    /// Each line as a chat would show it.
    public void show(Consumer<String> line) {
        telegram.listen(message -> {
            message.text().lines().forEach(text -> line.accept("TELEGRAM " + text));
            message.buttons().forEach(button -> line.accept("TELEGRAM [" + button.label() + "]"));
        });
    }

    private int press() {
        return telegram.shown().reversed().stream()
                .filter(message -> !message.buttons().isEmpty())
                .findFirst()
                .map((Shown message) -> telegram.press(message))
                .orElse(404);
    }

    private interface Saying {
        int say(String text);
    }

    /// A page of the web has an origin, and is nobody of this machine.
    private static void answer(HttpExchange exchange, Saying saying) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
            boolean isPage = exchange.getRequestHeaders().containsKey("Origin");
            boolean isPost = exchange.getRequestMethod().equals("POST");
            exchange.sendResponseHeaders(isPage || !isPost ? 403 : status(saying, text), -1);
        }
    }

    private static int status(Saying saying, String text) {
        try {
            return saying.say(text);
        } catch (IllegalStateException noWebhook) {
            return 409;
        }
    }

    @Override
    public void close() {
        people.stop(0);
        telegram.close();
    }
}
