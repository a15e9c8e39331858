package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.decision.Advice;
import sauda.core.decision.Briefing;
import sauda.core.decision.Prompt;
import sauda.core.decision.Tape;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Rupees;
import sauda.events.Symbol;

class DecisionsApiTest {

    private static final String PATH = "/api/invocations/claude/2024-01-15T10:15";

    private final AMorning morning = AMorning.traded();

    private static Tape tape() {
        Briefing briefing = new Briefing(
                "claude",
                AMorning.T,
                AMorning.T,
                AMorning.T,
                AMorning.T,
                false,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Rupees.of(600_000),
                Rupees.ZERO,
                Rupees.ZERO,
                Rupees.ZERO,
                Rupees.ZERO,
                Rupees.ZERO,
                Rupees.ZERO,
                Map.of(),
                Map.of(),
                java.math.BigDecimal.ONE);
        return new Tape(
                "claude",
                AMorning.T,
                "model",
                Tape.Bounds.withoutModel(2),
                briefing,
                new Prompt("You trade.", "RELIANCE 2710"),
                List.of(),
                List.<Advice.Exchange>of(),
                List.of(),
                List.of(),
                null,
                "done",
                "maker/model",
                true,
                900,
                80,
                Rupees.of("0.21"),
                Tape.dataHash(briefing),
                "config");
    }

    private void store(byte[] packed, String hash) {
        DecisionMade made = AMorning.decision("claude", AMorning.T, "RELIANCE broke out");
        morning.put(
                Keys.decision("claude", AMorning.T),
                "decision",
                new DecisionMade(
                        made.account(),
                        made.t(),
                        made.state(),
                        made.advisor(),
                        made.model(),
                        made.standIn(),
                        made.deadline(),
                        made.because(),
                        made.proposals(),
                        made.toolCalls(),
                        made.orders(),
                        made.cancels(),
                        made.unmatched(),
                        made.calls(),
                        made.tokensIn(),
                        made.tokensOut(),
                        made.cost(),
                        made.dataHash(),
                        hash,
                        made.measured()));
        morning.ledger.commit(List.of(
                Write.put(new Item(Keys.tape("claude", AMorning.T), "tape", Map.of("tape", packed, "hash", hash)))));
    }

    @Test
    void decisionsComeNewestFirstWithTheirToolCallsAndAccounts() {
        Instant earlier = AMorning.T.minusSeconds(300);
        morning.put(Keys.decision("gpt", earlier), "decision", AMorning.decision("gpt", earlier, "earlier"));
        AMorning.Answer answer = morning.get("/api/invocations");

        assertThat(Stream.of(0, 1, 2).map(i -> answer.at("invocations." + i + ".because")))
                .containsExactly("nothing to do", "RELIANCE broke out", "earlier");
        assertThat(answer.at("invocations.1.account")).isEqualTo("claude");
        assertThat(answer.at("invocations.1.toolCalls.0.tool")).isEqualTo("hold");
        assertThat(answer.at("invocations.1.standIn")).isEqualTo(true);
    }

    @Test
    void decisionsAreFilteredByAccountAndLimited() {
        assertThat(morning.get("/api/invocations?account=gpt").list("invocations"))
                .hasSize(1);
        assertThat(morning.get("/api/invocations?limit=1").list("invocations")).hasSize(1);
        assertThat(morning.get("/api/invocations?account=x").problem()).isEqualTo("400 BAD_PARAMETER account");
    }

    @Test
    void anAnswerThatLambdaWouldNotHandOnIsRefusedWithAHint() {
        for (int minute = 0; minute < 500; minute++) {
            Instant t = AMorning.T.minusSeconds(60L * minute);
            morning.put(Keys.decision("gpt", t), "decision", AMorning.decision("gpt", t, "x".repeat(12_000)));
        }

        assertThat(morning.get("/api/invocations?limit=500").problem()).isEqualTo("400 ANSWER_TOO_LARGE limit");
        assertThat(morning.get("/api/invocations?limit=100").status()).isEqualTo(200);
    }

    @Test
    void oneDecisionComesWithItsTape() {
        Tape tape = tape();
        store(tape.pack(), tape.hash());
        AMorning.Answer answer = morning.get(PATH);

        assertThat(answer.at("tapeSays")).isEqualTo("INTACT");
        assertThat(answer.at("tape.prompt.user")).isEqualTo("RELIANCE 2710");
        assertThat(answer.at("invocation.account")).isEqualTo("claude");
    }

    @Test
    void aTapeThatWasChangedSaysSo() {
        store(tape().pack(), "0".repeat(64));

        assertThat(morning.get(PATH).at("tapeSays")).isEqualTo("CHANGED");
    }

    @Test
    void aTornTapeSaysSoAndTheDecisionIsStillShown() {
        store(new byte[] {1, 2, 3}, "0".repeat(64));
        AMorning.Answer answer = morning.get(PATH);

        assertThat(answer.at("tapeSays")).isEqualTo("TORN");
        assertThat(answer.at("tape")).isNull();
        assertThat(answer.at("invocation.because")).isEqualTo("RELIANCE broke out");
    }

    @Test
    void aDecisionWithoutATapeSaysSo() {
        assertThat(morning.get(PATH).at("tapeSays")).isEqualTo("NONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-15T04:45:00Z", "2024-01-15T10:15", "2024-01-15T10:15:00"})
    void theTickIsAnInstantOrAMinuteInIndia(String t) {
        assertThat(morning.get("/api/invocations/claude/" + t).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "claude/2024-01-15T10:20, 404 NOT_FOUND null",
        "claude/2024-01-15T04:45:30Z, 404 NOT_FOUND null",
        "nobody/2024-01-15T10:15, 404 NOT_FOUND null",
        "claude/2024-01-15, 400 BAD_PARAMETER t",
        "claude/now, 400 BAD_PARAMETER t"
    })
    void whatIsNoDecisionIsRefused(String which, String problem) {
        assertThat(morning.get("/api/invocations/" + which).problem()).isEqualTo(problem);
    }

    @Test
    void aDecisionShowsItsOrdersAndWhatTheirTradesCameTo() {
        DecisionMade made = AMorning.decision("claude", AMorning.T, "RELIANCE broke out");
        OrderRequested waiting = AMorning.request(
                new OrderId("2401151015-VVVVVVVVVVVVVV"), AMorning.INFY, "still on its way to the executor");
        morning.put(
                Keys.decision("claude", AMorning.T),
                "decision",
                new DecisionMade(
                        made.account(),
                        made.t(),
                        made.state(),
                        made.advisor(),
                        made.model(),
                        made.standIn(),
                        made.deadline(),
                        made.because(),
                        made.proposals(),
                        made.toolCalls(),
                        List.of(AMorning.bought().request(), AMorning.denied().request(), waiting),
                        made.cancels(),
                        made.unmatched(),
                        made.calls(),
                        made.tokensIn(),
                        made.tokensOut(),
                        made.cost(),
                        made.dataHash(),
                        made.tapeHash(),
                        made.measured()));

        assertThat(morning.get(PATH).body())
                .isEqualTo(EventJson.write(new DecisionsApi.DecisionView(
                        morning.ledger
                                .get(Keys.decision("claude", AMorning.T))
                                .orElseThrow()
                                .as(DecisionMade.class),
                        "NONE",
                        null,
                        List.of(TradesApi.OrderView.of(AMorning.bought()), TradesApi.OrderView.of(AMorning.denied())),
                        List.of(TradesApi.TradeView.of(AMorning.trade())),
                        Rupees.of("59.5"),
                        List.of(
                                AMorning.reading(AMorning.RELIANCE, AMorning.T),
                                AMorning.reading(new Symbol("TCS"), AMorning.T),
                                AMorning.reading(AMorning.INFY, AMorning.T)))));
        assertThat(morning.get("/api/invocations?acted=true").list("invocations"))
                .hasSize(1);
        assertThat(morning.get("/api/invocations?symbol=INFY").list("invocations"))
                .hasSize(1);
        assertThat(morning.get("/api/invocations?symbol=TCS").list("invocations"))
                .isEmpty();
    }

    @Test
    void aDecisionWithoutOrdersCameToNothingYet() {
        AMorning.Answer answer = morning.get(PATH);

        assertThat(answer.list("orders")).isEmpty();
        assertThat(answer.list("trades")).isEmpty();
        assertThat(answer.at("net")).isNull();
    }
}
