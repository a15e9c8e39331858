package sauda.notify.bot;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.People;
import sauda.core.config.ConfigFile;
import sauda.core.desk.DayDesk;
import sauda.core.desk.Mailbox;
import sauda.core.ledger.Commit;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Alert;
import sauda.events.AuditRecord;
import sauda.events.Control;
import sauda.events.EventJson;
import sauda.events.Routes.Role;
import sauda.faketelegram.FakeTelegram;
import sauda.faketelegram.Shown;

/// A bot with its ledger, queues and chats, on the morning of Monday, 2 March 2026, at 10:15.
final class AChat implements AutoCloseable {

    static final long VIEWER = 101;
    static final long TRADER = 102;
    static final long ADMIN = 103;
    static final long GROUP = -104;
    static final long STRANGER = 999;

    static final String TOKEN = "7100000000:the-token-of-the-bot-that-nobody-sees";
    static final String WEBHOOK = "the-secret-of-the-webhook-that-nobody-sees";
    static final LocalDate DAY = LocalDate.parse("2026-03-02");
    static final Instant TEN_FIFTEEN = Instant.parse("2026-03-02T04:45:00Z");

    /// A message that was sent.
    record Letter(String queue, String group, String id, Object message) {}

    final Config config;
    final InMemoryLedger stored = new InMemoryLedger();
    final List<Letter> letters = new ArrayList<>();
    final FakeTelegram telegram;
    Instant now = TEN_FIFTEEN;
    boolean ledgerIsAway;
    boolean ledgerIsBroken;
    boolean queuesAreAway;
    String secret = EventJson.write(Map.of("token", TOKEN, "webhook", WEBHOOK));

    private final BotHandler handler;

    AChat() {
        this(ConfigFile.defaults(), false);
    }

    AChat(Config plain, boolean deadMan) {
        config = plain.withPeople(new People(
                new Config.Telegram(
                        "sauda/telegram",
                        Map.of(VIEWER, Role.VIEWER, TRADER, Role.TRADER, ADMIN, Role.ADMIN, GROUP, Role.TRADER)),
                List.of(),
                Alert.Level.INFO));
        InstantSource clock = () -> now;
        config.activeAccounts().forEach(account -> new DayDesk(stored, config, clock).open(account, DAY));
        telegram = new FakeTelegram(TOKEN, Set.of(VIEWER, TRADER, ADMIN, GROUP, STRANGER), clock);
        handler = new BotHandler(new BotWiring(
                new Doubtful(), config, this::send, deadMan, name -> secret, telegram.url(), clock, clock));
        telegram.bringTo(this::bring, WEBHOOK);
    }

    /// What ships, with the first account's orders at a real broker.
    static Config withRealMoney() {
        return ConfigFile.read(ConfigFile.defaultText()
                .replace("\nmode: paper", "\nmode: live\nliveAcknowledged: main")
                .replace(
                        "  paper: { broker: paper }\n",
                        "  paper: { broker: paper }\n  main: { broker: dhan, secret: sauda/dhan/main }\n")
                .replaceFirst("client: paper", "client: main"));
    }

    int bring(@Nullable String shown, String body) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        Map<String, String> headers = new HashMap<>();
        if (shown != null) {
            headers.put("x-telegram-bot-api-secret-token", shown);
        }
        event.setHeaders(headers);
        event.setBody(body);
        return handler.handleRequest(event, null).getStatusCode();
    }

    private void send(String queue, String group, String id, Object message) {
        if (queuesAreAway) {
            throw new Mailbox.MailboxUnavailable("away", new IllegalStateException());
        }
        letters.add(new Letter(queue, group, id, message));
    }

    void later(Duration wait) {
        now = now.plus(wait);
    }

    /// What the chats show, oldest first.
    List<String> texts() {
        return telegram.shown().stream().map(Shown::text).toList();
    }

    String text() {
        return telegram.last().text();
    }

    Control control() {
        return stored.get(Keys.CONTROL).orElseThrow().as(Control.class);
    }

    /// The newest action of the operators' chain: what and by whom.
    String audited() {
        AuditRecord newest = stored.list(Keys.ofAudit(Keys.OPERATORS), "", true, 1)
                .getFirst()
                .as(AuditRecord.class);
        return newest.what() + " | " + newest.because();
    }

    /// Everything that the bot keeps.
    List<Item> kept() {
        return List.of(VIEWER, TRADER, ADMIN, GROUP, STRANGER).stream()
                .flatMap(chat -> stored.list("TELEGRAM#" + chat, "", false, 1_000).stream())
                .toList();
    }

    @Override
    public void close() {
        telegram.close();
    }

    /// The ledger, which may be away.
    private final class Doubtful implements Ledger {

        private Ledger there() {
            if (ledgerIsBroken) {
                throw new IllegalStateException("table deleted");
            }
            if (ledgerIsAway) {
                throw new LedgerUnavailable("away", new IllegalStateException());
            }
            return stored;
        }

        @Override
        public java.util.Optional<Item> get(Key key) {
            return there().get(key);
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            return there().list(partition, prefix, newestFirst, most);
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            return there().older(partition, prefix, than, most);
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            return there().range(partition, from, to);
        }

        @Override
        public Commit commit(List<Write> writes) {
            return there().commit(writes);
        }
    }
}
