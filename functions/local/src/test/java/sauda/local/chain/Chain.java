package sauda.local.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.config.Config;
import sauda.core.ledger.Keys;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.BarsReady;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.Missing;
import sauda.events.OrderState;
import sauda.events.Routes;
import sauda.events.Symbol;
import sauda.events.Trade;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.http.ApiServer;
import sauda.local.http.Caller;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;
import sauda.local.run.LocalRun.Models;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What the chain of functions does over any cloud: the same tests for the embedded parts,
/// LocalStack, and whatever the environment names.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Chain {

    private static final String MORNING = "10:20";

    private static Day reference;

    private ModelServer server;

    /// An empty ledger and empty queues. Whoever asks for it closes it.
    abstract Cloud fresh();

    /// Whether a call takes so long that a day is cut short, its middle left out.
    boolean isSlow() {
        return false;
    }

    /// What a day came to, and what its first hours and a day without its middle came to.
    private record Day(String hash, String hashOfShort, String hashOfMorning, List<Trade> trades) {}

    @BeforeAll
    void startModels() {
        server = StandInModel.start();
        synchronized (Chain.class) {
            if (reference == null) {
                reference = reference(server);
            }
        }
    }

    @AfterAll
    void stopModels() {
        server.close();
    }

    /// Over the in-memory ledger, each tick said once.
    private static Day reference(ModelServer server) {
        try (Cloud cloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
                Cloud other = EmbeddedCloud.start(true, Optional.empty(), Play.secrets())) {
            Play day = play(cloud, Play.standIn(), server).play("00:00", MORNING);
            String morning = day.run.hash();
            day.play(MORNING, "23:59");
            String brief =
                    withoutItsMiddle(play(other, Play.standIn(), server)).run.hash();
            return new Day(day.run.hash(), brief, morning, day.trades());
        }
    }

    private static Play withoutItsMiddle(Play day) {
        return day.play("00:00", MORNING).play("15:00", "23:59");
    }

    private static Play play(Cloud cloud, Config config, ModelServer server) {
        return new Play(config, cloud, Play.market(), new Models(server.baseUrl(), true));
    }

    private Play standIn(Cloud cloud) {
        return play(cloud, Play.standIn(), server);
    }

    @Test
    void aDayIsTradedTiesAndIsTheSameAsOverTheInMemoryLedger() {
        try (Cloud cloud = fresh()) {
            Play day =
                    isSlow() ? withoutItsMiddle(standIn(cloud)) : standIn(cloud).playDay();

            assertThat(day.run.breaks()).isEmpty();
            assertThat(day.run.failures()).isEmpty();
            assertThat(day.trades())
                    .isNotEmpty()
                    .allSatisfy(trade -> assertThat(trade.closedAt()).isNotNull());
            assertThat(day.positions()).isEmpty();
            assertThat(day.run.hash()).isEqualTo(isSlow() ? reference.hashOfShort() : reference.hash());
            if (!isSlow()) {
                hasEverythingOfEveryTick(day);
            }
        }
    }

    private static void hasEverythingOfEveryTick(Play day) {
        assertThat(day.snapshots())
                .extracting(snapshot -> snapshot.account() + " " + Keys.minute(snapshot.t()))
                .containsExactlyElementsOf(day.everyTick());
        assertThat(day.decisions())
                .allSatisfy(decision -> assertThat(decision.state()).isEqualTo(DecisionMade.State.DECIDED))
                .allSatisfy(decision -> assertThat(decision.because()).isNotBlank())
                .extracting(decision -> decision.account() + " " + Keys.minute(decision.t()))
                .containsExactlyElementsOf(day.everyTick());
    }

    @Test
    void everyTickDeliveredTwiceChangesNothing() {
        try (Cloud cloud = fresh()) {
            Play day = standIn(cloud).playTwice("00:00", MORNING);

            assertThat(day.run.hash()).isEqualTo(reference.hashOfMorning());
        }
    }

    @Test
    void aPoisonousMessageEndsInTheDeadLettersAndLetsItsGroupGoOn() {
        Config config = Play.rules();
        try (Cloud cloud = fresh()) {
            Play day = play(cloud, config, server).play("00:00", "09:20");
            Routes.Queue bars = Routes.queue(Routes.BARS);
            String otherSchema = EventJson.write(Map.of("account", "claude", "version", 2));
            poison(cloud.sqs(), bars.nameFor(null), "claude", "{\"account\":\"claude");
            poison(cloud.sqs(), bars.nameFor(null), "claude", otherSchema);
            day.play("09:20", "09:30");

            assertThat(bodies(cloud.sqs(), bars.deadLettersFor(null)))
                    .containsExactly("{\"account\":\"claude", otherSchema);
            assertThat(day.snapshots())
                    .extracting(snapshot -> snapshot.account() + " " + Keys.minute(snapshot.t()))
                    .containsExactly(
                            "claude 2026-11-18T09:20",
                            "claude 2026-11-18T09:25",
                            "gpt 2026-11-18T09:20",
                            "gpt 2026-11-18T09:25");
            assertThat(day.run.breaks()).isEmpty();
        }
    }

    @Test
    void ordersOfYesterdayThatComeBackFromTheDeadLettersAreDropped() {
        Config config = Play.rules();
        try (Cloud cloud = fresh()) {
            Play day = play(cloud, config, server).play("00:00", "09:30");
            String ready = EventJson.write(
                    new BarsReady("claude", Play.at("09:20").minus(Duration.ofDays(1)), List.of(), List.of()));
            poison(cloud.sqs(), Routes.queue(Routes.BARS).nameFor(null), "claude", ready);
            day.play("09:30", "09:35");

            assertThat(day.orders())
                    .allSatisfy(order -> assertThat(order.request().t()).isAfter(Play.at("00:00")));
            assertThat(day.run.breaks()).isEmpty();
        }
    }

    @Test
    void aStockWhoseFunctionDiesIsMissingAndTheOthersGoOn() {
        Config config = Play.rules();
        Symbol dead = new Symbol("TCS");
        try (Cloud cloud = fresh()) {
            Play day = new Play(
                            config,
                            cloud,
                            without(Play.market(), dead, Play.at("09:25")),
                            new Models(server.baseUrl(), true))
                    .play("00:00", "09:27");
            assertThat(at(day, "09:25")).extracting(DecisionMade::account).containsExactly("gpt");
            day.play("09:27", "09:31");

            assertThat(at(day, "09:25")).extracting(DecisionMade::account).containsExactly("claude", "gpt");
            assertThat(marked(day, "claude", "09:25").missing()).containsExactly(new Missing(dead, "NO_ANSWER"));
            assertThat(marked(day, "claude", "09:30").missing()).isEmpty();
            assertThat(day.orders())
                    .filteredOn(order -> order.request().t().equals(Play.at("09:25")))
                    .extracting(order -> order.request().symbol())
                    .doesNotContain(dead);
            assertThat(day.run.failures()).containsExactly("signals-TCS at 09:25: IllegalStateException");
            assertThat(day.run.breaks()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "flatten", "halt", "kill"})
    void theOwnersWordInMidRunIsInForceAtOnce(String verb) throws Exception {
        assumeTrue(!isSlow() || verb.equals("kill"), "one word is enough over a slow cloud");
        Config config = Play.standIn();
        Trade held = reference.trades().stream()
                .filter(trade -> trade.openedAt().plus(Duration.ofMinutes(21)).isBefore(trade.closedAt()))
                .findFirst()
                .orElseThrow();
        Instant said = held.openedAt().plus(Duration.ofMinutes(1));
        try (Cloud cloud = fresh()) {
            Play day = play(cloud, config, server).play(Play.at("00:00"), said);
            say(day, verb);
            day.play(said, said.plus(Duration.ofMinutes(20)));

            assertThat(day.orders())
                    .filteredOn(order ->
                            order.request().isEntry() && !order.request().t().isBefore(said))
                    .allSatisfy(order -> assertThat(order.state()).isEqualTo(OrderState.DENIED));
            boolean leaves = Set.of("flatten", "kill").contains(verb);
            assertThat(day.positions().isEmpty()).isEqualTo(leaves);

            day.play("15:00", "23:59");
            assertThat(day.positions()).isEmpty();
            assertThat(day.trades())
                    .allSatisfy(trade -> assertThat(trade.openedAt()).isBefore(said.plus(Duration.ofMinutes(5))));
            assertThat(day.run.breaks()).isEmpty();
        }
    }

    private static void say(Play day, String verb) throws Exception {
        try (ApiServer api = new ApiServer(Caller.parts(day, PageSettings.BUILT), 0)) {
            HttpResponse<String> response = Caller.of(api, Person.TRADER)
                    .post(
                            "/api/system/stop-trading",
                            EventJson.write(
                                    verb.equals("kill")
                                            ? Map.of("verb", verb, "because", "a test", "confirm", "KILL")
                                            : Map.of("verb", verb, "because", "a test")));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
    }

    private static List<DecisionMade> at(Play day, String time) {
        return day.decisions().stream()
                .filter(decision -> decision.t().equals(Play.at(time)))
                .toList();
    }

    private record Marked(sauda.events.SignalsReady ready) {}

    private static sauda.events.SignalsReady marked(Play day, String account, String time) {
        return day.run
                .ledger()
                .get(Keys.mark(account, Play.at(time)))
                .orElseThrow()
                .as(Marked.class)
                .ready();
    }

    /// The source, but one stock's function dies when it asks at one tick.
    private static CandleSource without(CandleSource source, Symbol symbol, Instant t) {
        return new CandleSource() {
            @Override
            public List<Bar> bars(Symbol asked, Instant from, Instant to) {
                if (asked.equals(symbol) && to.equals(t)) {
                    throw new IllegalStateException("killed");
                }
                return source.bars(asked, from, to);
            }

            @Override
            public boolean isUnadjusted() {
                return source.isUnadjusted();
            }
        };
    }

    private static void poison(SqsClient sqs, String queue, String group, String body) {
        String url = url(sqs, queue);
        sqs.sendMessage(send -> send.queueUrl(url)
                .messageGroupId(group)
                .messageDeduplicationId(Integer.toString(body.hashCode()))
                .messageBody(body));
    }

    private static List<String> bodies(SqsClient sqs, String queue) {
        String url = url(sqs, queue);
        List<String> bodies = new java.util.ArrayList<>();
        while (true) {
            var messages = sqs.receiveMessage(receive ->
                            receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages();
            if (messages.isEmpty()) {
                return bodies;
            }
            messages.forEach(message -> {
                bodies.add(message.body());
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            });
        }
    }

    private static String url(SqsClient sqs, String queue) {
        return sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
    }
}
