package sauda.local.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.ModelSettings;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.ToolCall;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.replay.Replay;
import sauda.local.run.LocalRun.Models;
import sauda.local.standin.HostileModel;
import sauda.local.standin.HostileModel.Behaviour;
import sauda.local.standin.ModelServer;

/// A whole day with a server that answers nonsense. The limits are counted here once more,
/// from the orders and fills alone, with the figures of the configuration.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileDayTest {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+");
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final Duration LATE = Duration.ofMillis(600);
    private static final long SEED = 7;

    private Cloud cloud;
    private Play day;

    /// Late answers and their time-out are short, so that the day is.
    private static Config config() {
        Config all = Play.standIn();
        Config read = all.withAccounts(all.sharingAccounts());
        ModelSettings models = read.models();
        ModelSettings impatient = new ModelSettings(
                models.rupeesPerDollar(),
                models.deadline(),
                TIMEOUT,
                models.maxRounds(),
                models.maxEntryCalls(),
                models.maxTokens(),
                models.prices());
        return new Config(
                read.hash(),
                read.mode(),
                read.liveAcknowledged(),
                read.tradingEnabled(),
                read.totalCapital(),
                read.stocks(),
                read.clients(),
                read.accounts(),
                read.strategies(),
                read.limits(),
                read.charges(),
                read.tickBands(),
                impatient,
                read.live(),
                read.calendar(),
                read.stages(),
                read.people(),
                read.deadMan());
    }

    /// Each once, in an order that a seed decides, and a quiet end after each: else hardly any
    /// decision would live long enough to be one.
    private static List<Behaviour> nonsense() {
        List<Behaviour> all = new ArrayList<>(List.of(Behaviour.values()));
        Collections.shuffle(all, new Random(SEED));
        return all.stream()
                .flatMap(behaviour -> Stream.of(behaviour, Behaviour.NULL_CONTENT))
                .toList();
    }

    @BeforeAll
    void playADay() {
        cloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
        try (ModelServer server = HostileModel.start(nonsense(), LATE)) {
            day = new Play(config(), cloud, Play.market(), new Models(server.baseUrl(), true)).playDay();
        }
    }

    @AfterAll
    void end() {
        cloud.close();
    }

    @Test
    void nothingDiesTheLedgerTiesAndAllIsSoldInTheEnd() {
        assertThat(day.run.failures()).isEmpty();
        assertThat(day.run.breaks()).isEmpty();
        assertThat(day.positions()).isEmpty();
        assertThat(day.orders()).isNotEmpty();
    }

    @Test
    void everyTickOfEveryAccountIsDecidedAndMarked() {
        assertThat(day.decisions())
                .allSatisfy(decision -> assertThat(decision.state()).isEqualTo(DecisionMade.State.DECIDED))
                .extracting(decision -> decision.account() + " " + Keys.minute(decision.t()))
                .containsExactlyElementsOf(day.everyTick());
        assertThat(day.snapshots()).hasSameSizeAs(day.everyTick());
    }

    @Test
    void everyHoldAndEveryRefusalHasACode() {
        for (DecisionMade decision : day.decisions()) {
            if (decision.model() == null || !decision.standIn()) {
                assertThat(decision.because().split(":", 2)[0]).matches(CODE);
            }
            assertThat(decision.because()).isNotBlank();
            decision.proposals().stream()
                    .flatMap(proposal -> proposal.denied().stream())
                    .forEach(reason -> assertThat(reason.code()).matches(CODE));
            decision.toolCalls().stream()
                    .filter(call -> !call.accepted())
                    .forEach(call -> assertThat(EventJson.object(call.result())).satisfies(HostileDayTest::coded));
        }
        assertThat(day.decisions().stream()
                        .filter(decision -> decision.because().contains(": "))
                        .map(decision -> decision.because().split(":", 2)[0])
                        .filter(code -> CODE.matcher(code).matches())
                        .distinct())
                .hasSizeGreaterThan(8);
        assertThat(day.decisions().stream().flatMap(decision -> decision.toolCalls().stream()))
                .extracting(ToolCall::accepted)
                .contains(true, false);
    }

    private static void coded(Map<String, Object> result) {
        assertThat(result.containsKey("code") || result.containsKey("denied") || result.containsKey("orders"))
                .as(result.toString())
                .isTrue();
    }

    @Test
    void everyDecisionComesOutTheSameFromItsTape() {
        List<Replay> replays = day.config.accounts().stream()
                .flatMap(account -> Replay.all(day.run.ledger(), day.config, account.name(), "").stream())
                .toList();

        assertThat(replays).hasSameSizeAs(day.everyTick());
        assertThat(replays).allSatisfy(replay -> assertThat(replay.differs()).isEmpty());
    }

    @Test
    void noOrderBreaksALimit() {
        Ledger ledger = day.run.ledger();
        for (Order order : day.orders()) {
            AccountSpec account = day.config.account(order.request().account()).orElseThrow();
            assertThat(account.stocks()).contains(order.request().symbol());
            assertThat(order.filled()).isLessThanOrEqualTo(order.request().quantity());
            if (order.request().isEntry() && order.state() != OrderState.DENIED) {
                Rupees capital = day.config.capitalOf(account);
                Rupees limit = order.request().limit();
                assertThat(order.request().side()).isEqualTo(Side.BUY);
                assertThat(limit.times(order.request().quantity())).isLessThanOrEqualTo(capital);
                assertThat(limit.minus(order.request().stop())
                                .times(order.request().quantity()))
                        .isLessThanOrEqualTo(capital.percent(day.config.limits().riskPercent()));
                Reading reading = ledger.get(Keys.reading(
                                order.request().symbol(), order.request().t()))
                        .orElseThrow()
                        .as(Reading.class);
                assertThat(limit).isBetween(reading.bandLow(), reading.bandHigh());
                assertThat(order.request().t()).isBefore(Play.at("15:00"));
            }
        }
        atMostTwoEntriesInADecision();
        openPositionsStayWithinTheirNumber();
        neverMoreSoldThanBought();
    }

    private void atMostTwoEntriesInADecision() {
        for (DecisionMade decision : day.decisions()) {
            assertThat(decision.orders().stream().filter(order -> order.isEntry()))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private void openPositionsStayWithinTheirNumber() {
        Map<String, Integer> open = new HashMap<>();
        day.snapshots()
                .forEach(snapshot -> open.merge(
                        Keys.minute(snapshot.t()), snapshot.positions().size(), Integer::sum));
        assertThat(day.snapshots())
                .allSatisfy(snapshot -> assertThat(snapshot.positions().size())
                        .isLessThanOrEqualTo(day.config.limits().positionsPerAccount()))
                .allSatisfy(snapshot -> assertThat(snapshot.cash().isNegative()).isFalse());
        assertThat(open.values())
                .allSatisfy(count -> assertThat(count)
                        .isLessThanOrEqualTo(day.config.limits().positionsTotal()));
    }

    private void neverMoreSoldThanBought() {
        Map<String, Long> held = new HashMap<>();
        record Moved(java.time.Instant at, String what, long shares) {}
        day.orders().stream()
                .flatMap(order -> order.fills().stream()
                        .map(fill -> new Moved(
                                fill.at(),
                                order.request().account() + " "
                                        + order.request().symbol(),
                                fill.quantity() * order.request().side().sign())))
                .sorted(java.util.Comparator.comparing(Moved::at).thenComparing(moved -> -moved.shares()))
                .forEach(moved -> assertThat(held.merge(moved.what(), moved.shares(), Long::sum))
                        .as(moved.toString())
                        .isNotNegative());
        assertThat(held.values()).allSatisfy(shares -> assertThat(shares).isZero());
    }
}
