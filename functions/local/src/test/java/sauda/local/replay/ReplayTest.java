package sauda.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.run.LocalRun.Models;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;

/// A day with the stand-in, whose server is gone when its decisions are made again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {

    private Cloud cloud;
    private Play day;

    @BeforeAll
    void playADay() {
        cloud = EmbeddedCloud.start(true, Optional.empty(), Play.secrets());
        try (ModelServer server = StandInModel.start()) {
            day = new Play(Play.standIn(), cloud, Play.market(), new Models(server.baseUrl(), true)).playDay();
        }
    }

    @AfterAll
    void end() {
        cloud.close();
    }

    @Test
    void everyDecisionOfADayComesOutTheSameByteForByte() {
        List<Replay> replays = day.config.accounts().stream()
                .flatMap(account -> Replay.all(day.run.ledger(), day.config, account.name(), "").stream())
                .toList();

        assertThat(replays).hasSameSizeAs(day.everyTick());
        assertThat(replays).allSatisfy(replay -> assertThat(replay.differs()).isEmpty());
        assertThat(replays.stream().mapToInt(Replay::orders).sum()).isPositive();
    }

    @Test
    void decisionsByTheRulesComeOutTheSameToo() {
        try (Cloud other = EmbeddedCloud.start(true, Optional.empty(), Map.of())) {
            Play morning = new Play(Play.rules(), other, Play.market(), new Models("http://localhost:1", true))
                    .play("00:00", "10:40");
            List<Replay> replays = morning.config.accounts().stream()
                    .flatMap(account -> Replay.all(morning.run.ledger(), morning.config, account.name(), "").stream())
                    .toList();

            assertThat(replays)
                    .allSatisfy(replay -> assertThat(replay.differs()).isEmpty());
            assertThat(replays.stream().mapToInt(Replay::orders).sum()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tape", "scene", "hash", "sceneHash"})
    void oneChangedByteIsFound(String attribute) {
        DecisionMade trading = trading();
        Item stored =
                day.run.ledger().get(Keys.tape(trading.account(), trading.t())).orElseThrow();
        Replay replay = again(trading, changed(stored, attribute));

        assertThat(replay.differs()).hasSize(1);
        assertThat(replay.differs().getFirst()).containsAnyOf("changed", "torn", "not a");
    }

    @Test
    void anOrderThatWasChangedInTheLedgerIsFound() {
        DecisionMade trading = trading();
        Ledger ledger = new InMemoryLedger();
        Key key = Keys.decision(trading.account(), trading.t());
        Map<String, Object> without = new HashMap<>(EventJson.toMap(trading));
        without.put("orders", List.of());
        put(ledger, Item.of(key, "decision", without));
        put(
                ledger,
                day.run.ledger().get(Keys.tape(trading.account(), trading.t())).orElseThrow());

        assertThat(Replay.all(ledger, day.config, trading.account(), "")
                        .getFirst()
                        .differs())
                .singleElement()
                .asString()
                .startsWith("orders were [] and now are [{");
    }

    @Test
    void anotherConfigurationIsSaid() {
        DecisionMade trading = trading();

        assertThat(Replay.all(day.run.ledger(), Play.rules(), trading.account(), Keys.minute(trading.t()))
                        .getFirst()
                        .differs())
                .singleElement()
                .asString()
                .startsWith("the decision was made under the configuration " + day.config.hash());
    }

    private DecisionMade trading() {
        return day.decisions().stream()
                .filter(decision -> !decision.orders().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Replay again(DecisionMade made, Item tape) {
        Ledger ledger = new InMemoryLedger();
        put(
                ledger,
                day.run.ledger().get(Keys.decision(made.account(), made.t())).orElseThrow());
        put(ledger, tape);
        return Replay.all(ledger, day.config, made.account(), "").getFirst();
    }

    private static void put(Ledger ledger, Item item) {
        assertThat(ledger.commit(List.of(Write.put(item))).isDone()).isTrue();
    }

    /// One bit in its middle is another.
    private static Item changed(Item item, String attribute) {
        Map<String, Object> attributes = new HashMap<>(item.attributes());
        if (attributes.get(attribute) instanceof byte[] bytes) {
            byte[] other = bytes.clone();
            other[other.length / 2] ^= 1;
            attributes.put(attribute, other);
        } else {
            String text = (String) attributes.get(attribute);
            attributes.put(attribute, (text.startsWith("0") ? "1" : "0") + text.substring(1));
        }
        return new Item(item.key(), item.kind(), attributes);
    }
}
