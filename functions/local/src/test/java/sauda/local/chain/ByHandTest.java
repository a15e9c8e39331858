package sauda.local.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.events.AuditRecord;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Trade;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.http.ApiServer;
import sauda.local.http.Caller;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;
import sauda.local.run.LocalRun.Models;

/// Orders and decisions that people ask for, through the real queues, executor and venue.
class ByHandTest {

    private Cloud cloud;
    private Play day;
    private ApiServer api;
    private Caller trader;
    private int keys;

    @BeforeEach
    void playAMorning() {
        cloud = EmbeddedCloud.start(true, Optional.empty(), Map.of());
        day = new Play(Play.rules(), cloud, Play.market(), new Models("http://localhost:1", true))
                .play("00:00", "10:22");
        api = new ApiServer(Caller.parts(day, PageSettings.BUILT), 0);
        trader = Caller.of(api, Person.TRADER);
    }

    @AfterEach
    void end() {
        api.close();
        cloud.close();
    }

    /// A stock of an account that it does not hold, and in which its strategies would give a long
    /// entry its stop.
    private record Free(AccountSpec account, Symbol symbol) {}

    private Free free() {
        return day.config.accounts().stream()
                .flatMap(account -> day.config.stocksOf(account).stream().map(symbol -> new Free(account, symbol)))
                .filter(free -> day.run
                        .ledger()
                        .get(Keys.position(free.account().name(), free.symbol()))
                        .isEmpty())
                .filter(this::hasSetup)
                .findFirst()
                .orElseThrow();
    }

    private boolean hasSetup(Free free) {
        return day.run.ledger().list(Keys.ofStock(free.symbol()), "READING#", true, 1).stream()
                .flatMap(item -> item.as(Reading.class).setups().stream())
                .anyMatch(setup -> setup.side() == Side.BUY
                        && free.account().strategiesFor(free.symbol()).containsKey(setup.strategy()));
    }

    private static HttpResponse<String> execute(Caller caller, String key, Free free, String side, long quantity) {
        return caller.post(
                "/api/trades/execute",
                EventJson.write(Map.of(
                        "account",
                        free.account().name(),
                        "symbol",
                        free.symbol().code(),
                        "side",
                        side,
                        "quantity",
                        quantity,
                        "because",
                        "I know better")),
                "content-type",
                "application/json",
                "idempotency-key",
                key);
    }

    private HttpResponse<String> execute(String key, Free free, String side, long quantity) {
        return execute(trader, key, free, side, quantity);
    }

    private HttpResponse<String> execute(Free free, String side, long quantity) {
        return execute("a-key-of-mine-" + keys++, free, side, quantity);
    }

    private Order order(Free free, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        OrderId id = new OrderId((String) EventJson.object(response.body()).get("order"));
        return day.run
                .ledger()
                .get(Keys.order(free.account().name(), id))
                .orElseThrow()
                .as(Order.class);
    }

    private void say(String path, Map<String, String> body) {
        HttpResponse<String> response = trader.post(path, EventJson.write(body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void anEntryAndItsExitAreFilledBookedAndWrittenDownWithWhoAsked() {
        Free free = free();
        Order entry = order(free, execute(free, "BUY", 5));
        assertThat(entry.state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(entry.request().cause()).startsWith("manual:").contains(":a-key-of-mine-0");
        assertThat(entry.request().because()).endsWith(": I know better");

        day.play("10:22", "10:31");
        Position position = day.run
                .ledger()
                .get(Keys.position(free.account().name(), free.symbol()))
                .orElseThrow()
                .as(Position.class);
        assertThat(position.entry()).isEqualTo(entry.id());
        assertThat(position.open()).isEqualTo(5);
        assertThat(position.stop()).isEqualTo(entry.request().stop());

        Order exit = order(free, execute(free, "SELL", 5));
        assertThat(exit.request().isExit()).isTrue();
        day.play("10:31", "10:42");

        Trade trade = day.trades().stream()
                .filter(closed -> closed.id().equals(entry.id()))
                .findFirst()
                .orElseThrow();
        assertThat(trade.closedAt()).isNotNull();
        assertThat(trade.cause()).isEqualTo(entry.request().cause());
        assertThat(day.run.ledger().list(Keys.ofAudit(free.account().name()), "", false, 10_000).stream()
                        .map(item -> item.as(AuditRecord.class))
                        .filter(link -> link.ref().equals(entry.id().value()))
                        .map(AuditRecord::because))
                .contains(entry.request().because());
        assertThat(day.run.breaks()).isEmpty();
        assertThat(day.run.failures()).isEmpty();
    }

    @Test
    void aReplayedRequestOrdersOnce() {
        Free free = free();
        int before = day.orders().size();
        String first = execute("the-same-key", free, "BUY", 5).body();
        HttpResponse<String> again = execute("the-same-key", free, "BUY", 5);

        assertThat(again.body()).isEqualTo(first);
        assertThat(again.headers().firstValue("idempotent-replayed")).contains("true");
        assertThat(execute("the-same-key", free, "BUY", 6).statusCode()).isEqualTo(422);
        assertThat(day.orders()).hasSize(before + 1);
    }

    @Test
    void whatSpeaksAgainstItMeanwhileTheExecutorDeniesForTheSameReason() {
        Free free = free();
        HttpResponse<String> sent;
        try (ApiServer withoutDelivery = new ApiServer(undelivered(), 0)) {
            sent = execute(Caller.of(withoutDelivery, Person.TRADER), "before-the-pause", free, "BUY", 5);
        }
        say("/api/system/stop-trading", Map.of("verb", "pause", "because", "lunch"));

        assertThat(order(free, sent))
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.DENIED))
                .extracting(order -> order.reasons().getFirst().code())
                .isEqualTo("PAUSED");
        HttpResponse<String> now = execute(free, "BUY", 5);
        assertThat(now.statusCode()).isEqualTo(409);
        assertThat(now.body()).contains("\"code\":\"PAUSED\"");
        assertThat(day.run.breaks()).isEmpty();
    }

    /// Messages stay in their queues until another request has them delivered.
    private ApiServer.Parts undelivered() {
        ApiServer.Parts parts = Caller.parts(day, PageSettings.BUILT);
        return new ApiServer.Parts(
                parts.dashboard(), parts.sockets(), () -> {}, parts.page(), parts.key(), parts.clock(), parts.atOnce());
    }

    @Test
    void aDecisionThatWasMadeIsNotMadeAgain() {
        String model = "maker/model";
        Config config = Play.rules();
        Config modelled = config.withAccounts(config.accounts().stream()
                .map(account -> account.with(Config.AdvisorKind.RULES, model))
                .toList());
        try (Cloud other = EmbeddedCloud.start(true, Optional.empty(), Map.of())) {
            Play play = new Play(modelled, other, Play.market(), new Models("http://localhost:1", true))
                    .play("00:00", "09:32");
            List<DecisionMade> before = play.decisions();
            try (ApiServer server = new ApiServer(Caller.parts(play, PageSettings.BUILT), 0)) {
                HttpResponse<String> response = Caller.of(server, Person.TRADER)
                        .post(
                                "/api/llm-models/maker~model/decision",
                                "{\"because\":\"now\"}",
                                "content-type",
                                "application/json",
                                "idempotency-key",
                                "a-key-0001");

                assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
                assertThat(EventJson.object(response.body()))
                        .isEqualTo(Map.of(
                                "t",
                                Play.at("09:30").toString(),
                                "accounts",
                                List.of(),
                                "already",
                                play.config.accounts().stream()
                                        .map(AccountSpec::name)
                                        .toList()));
            }
            assertThat(play.decisions()).isEqualTo(before);
        }
    }
}
