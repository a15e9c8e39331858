package sauda.local.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.local.standin.StandInModel.BOLD;
import static sauda.local.standin.StandInModel.CAREFUL;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.decision.Advice;
import sauda.core.decision.Ask;
import sauda.core.decision.Grounding;
import sauda.core.decision.Tape;
import sauda.decisions.model.TapeReplay;
import sauda.events.EventJson;
import sauda.events.Rupees;
import sauda.events.ToolCall;
import sauda.local.standin.ModelServer.Answer;
import sauda.local.standin.ModelServer.Asked;

class StandInModelTest {

    private final ModelServer server = StandInModel.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theBoldOneLeavesOnASellAndBuysOnAnyBuy() {
        Decision decision = new Decision(BOLD);
        Advice advice = decision.advise(server);

        assertThat(advice.failed()).isNull();
        assertThat(advice.standIn()).isTrue();
        assertThat(advice.model()).isEqualTo(BOLD);
        assertThat(advice.because()).isEqualTo("Stand-in: done, 2 of 2 calls were taken.");
        assertThat(advice.calls()).isEqualTo(3);
        assertThat(advice.cost().isPositive()).isTrue();
        assertThat(decision.tools.calls()).extracting(ToolCall::tool).containsExactly("close_position", "buy_stock");
        assertThat(((Ask.Enter) decision.asked.getLast()).asked()).isEqualTo(218);
    }

    @Test
    void theCarefulOneLooksFirstAndAsksForHalf() {
        Decision decision = new Decision(CAREFUL);
        decision.advise(server);

        assertThat(decision.tools.calls())
                .extracting(ToolCall::tool)
                .containsExactly("get_market_data", "close_position", "buy_stock");
        assertThat(((Ask.Enter) decision.asked.getLast()).asked()).isEqualTo(109);
    }

    @Test
    void theCarefulOneWantsSixtyAndAnHourlyTrendUpward() {
        Decision weak = new Decision(Decision.briefing("\"strength\":72.5", "\"strength\":59.99"), CAREFUL);
        weak.advise(server);
        Decision flat = new Decision(Decision.briefing("\"1h\":\"UP\"", "\"1h\":\"FLAT\""), CAREFUL);
        flat.advise(server);
        Decision enough = new Decision(Decision.briefing("\"strength\":72.5", "\"strength\":60"), CAREFUL);
        enough.advise(server);

        assertThat(weak.asked).hasSize(1);
        assertThat(flat.asked).hasSize(1);
        assertThat(enough.asked).hasSize(2);
    }

    @Test
    void withoutASignalItHoldsInOneReply() {
        Decision decision = new Decision(Decision.quiet(), BOLD);
        Advice advice = decision.advise(server);

        assertThat(advice.calls()).isEqualTo(1);
        assertThat(advice.because())
                .isEqualTo("Stand-in: nothing to act on; RELIANCE last 2745.10, previous close 2732.75.");
        assertThat(decision.asked).isEmpty();
    }

    @Test
    void theSameBriefingGetsTheSameAnswerByteForByte() {
        Decision one = new Decision(CAREFUL);
        Decision two = new Decision(CAREFUL);

        assertThat(one.tape(one.advise(server)).hash())
                .isEqualTo(two.tape(two.advise(server)).hash());
    }

    @Test
    void itsTapeIsReplayedWithoutAServer() {
        Decision decision = new Decision(BOLD);
        Tape tape = decision.tape(decision.advise(server));
        server.close();
        Tape again = TapeReplay.again(Tape.unpack(tape.pack(), tape.hash()), new Decision(BOLD));

        assertThat(again.hash()).isEqualTo(tape.hash());
        assertThat(again.proposals()).isEqualTo(tape.proposals()).isNotEmpty();
        assertThat(tape.pack().length).isLessThan(60_000);
    }

    @Test
    void everyNumberOfItsReasonsStandsInThePrompt() {
        for (String model : List.of(BOLD, CAREFUL)) {
            Decision decision = new Decision(model);
            decision.advise(server);
            List<String> reasons = decision.asked.stream().map(Ask::reason).toList();

            assertThat(reasons).allMatch(reason -> reason.startsWith("Stand-in: "));
            assertThat(Grounding.unmatched(decision.prompt(), List.of(), reasons))
                    .isEmpty();
        }
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThat(new Decision("anthropic/claude-sonnet-5.5").advise(server).failed())
                .isEqualTo("MODEL_NOT_FOUND");
    }

    @Test
    void aFallbackAnswersForAModelThatIsNotThere() {
        Advice advice = new Decision("maker/retired", BOLD).advise(server);

        assertThat(advice.failed()).isNull();
        assertThat(advice.model()).isEqualTo(BOLD);
    }

    @Test
    void noRequestIsMadeThatCouldCostMoreThanTheDayHasLeft() {
        Decision tokens = new Decision(BOLD);
        tokens.purse = new sauda.decisions.model.Purse(9_000, Rupees.of(1000));
        Decision rupees = new Decision(BOLD);
        rupees.purse = new sauda.decisions.model.Purse(1_000_000, Rupees.of("0.1"));

        assertThat(tokens.advise(server).failed()).isEqualTo("BUDGET");
        assertThat(rupees.advise(server).failed()).isEqualTo("BUDGET");
        assertThat(server.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"stand-in/bold\",\"max_tokens\":10,\"messages\":[],\"temperature\":0.1}",
                "{\"model\":\"stand-in/bold\",\"max_tokens\":10,\"messages\":[],\"tool_choice\":\"required\"}",
                "{\"model\":\"stand-in/bold\",\"max_tokens\":10,\"messages\":[],\"tool_choice\":{\"type\":\"function\"}}",
                "{\"model\":\"stand-in/bold\",\"messages\":[]}",
                "{\"model\":\"stand-in/bold\",\"max_tokens\":10,\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"a\"}]}",
                "{\"model\":\"stand-in/bold\",\"max_tokens\":10,\"tools\":[],\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"a\"}]}",
                "{\"model\":\"stand-in/bold\",\"max_tokens\":10,\"tools\":[],\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\"}]}]}",
                "{\"model\":\"stand-in/bold\",\"max_tokens\":10,\"tools\":[],\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"thought_a\"}]},{\"role\":\"tool\",\"tool_call_id\":\"thought_a\"}]}",
                "nonsense",
            })
    void itIsAsStrictAsTheStrictestRouter(String body) {
        Answer answer = StandInModel.answer(new Asked(Map.of("Authorization", List.of("Bearer abc")), body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(EventJson.object(answer.body())).containsKey("error");
    }

    @Test
    void withoutAKeyNothingIsAnswered() {
        assertThat(StandInModel.answer(new Asked(Map.of(), "{}")).status()).isEqualTo(401);
    }
}
