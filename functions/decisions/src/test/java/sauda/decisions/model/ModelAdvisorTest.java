package sauda.decisions.model;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.decisions.model.Desk.BOUNDS;
import static sauda.decisions.model.Desk.BUY;
import static sauda.decisions.model.Script.calls;
import static sauda.decisions.model.Script.reply;
import static sauda.decisions.model.Script.says;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.decision.Advice;
import sauda.core.decision.EnsembleAdvisor;
import sauda.core.decision.Tape;
import sauda.decisions.model.Line.Reply;
import sauda.events.EventJson;
import sauda.events.Proposal;
import sauda.events.Rupees;
import sauda.events.ToolCall;

class ModelAdvisorTest {

    private static final String FIRST = "maker/first";
    private static final String SECOND = "maker/second";
    private static final Endpoint ENDPOINT = new Endpoint("https://router.example/v1", "sk-or-canary-42", false);

    private final Desk desk = new Desk();

    private Advice advise(Script script) {
        return new ModelAdvisor(ENDPOINT, BOUNDS, script).advise(desk.briefing, desk.tools, Instant.MAX);
    }

    @Test
    void itLooksThenTradesThenCloses() {
        Script script = Script.of(
                calls(FIRST, "get_market_data", "{\"symbol\":\"RELIANCE\",\"timeframe\":\"15m\"}"),
                calls(FIRST, "buy_stock", BUY),
                says(FIRST, "Bought 40 RELIANCE."));
        Advice advice = advise(script);

        assertThat(advice.failed()).isNull();
        assertThat(advice.because()).isEqualTo("Bought 40 RELIANCE.");
        assertThat(advice.model()).isEqualTo(FIRST);
        assertThat(advice.calls()).isEqualTo(3);
        assertThat(advice.tokensIn()).isEqualTo(3000);
        assertThat(advice.tokensOut()).isEqualTo(150);
        assertThat(advice.cost()).isEqualTo(Rupees.of("0.675"));
        assertThat(desk.tools.proposals()).extracting(Proposal::shares).containsExactly(40L);
        assertThat(desk.tools.calls()).extracting(ToolCall::round).containsExactly(1, 2);
        assertThat(script.messages(2, "tool")).hasSize(2);
    }

    @Test
    void theRequestHasClosedSchemasNoSamplingAndNoForcedTool() {
        Script script = Script.of(says(FIRST, "Nothing."));
        advise(script);
        Map<String, Object> request = script.body(0);

        assertThat(request)
                .containsEntry("model", FIRST)
                .containsEntry("max_tokens", 4000)
                .containsEntry("parallel_tool_calls", false)
                .containsEntry("provider", Map.of("require_parameters", true, "data_collection", "deny"))
                .containsEntry("stream", false)
                .doesNotContainKeys("temperature", "top_p", "top_k", "seed", "models");
        assertThat(request.getOrDefault("tool_choice", "auto")).isEqualTo("auto");
        List<?> shown = ((List<?>) request.get("tools"))
                .stream().map(tool -> ((Map<?, ?>) tool).get("function")).toList();
        List<Object> meant = new java.util.ArrayList<>();
        desk.tools
                .specs()
                .forEach(spec -> meant.add(EventJson.object(EventJson.write(
                        Map.of("name", spec.name(), "description", spec.description(), "parameters", spec.schema())))));
        assertThat(shown).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(meant);
        assertThat(script.requests.getFirst().headers().get("Authorization")).containsExactly("Bearer sk-or-canary-42");
    }

    @Test
    void everyCallOfAReplyGetsExactlyOneAnswer() {
        Script script = Script.of(
                calls(FIRST, "buy_stock", BUY, "no_such_tool", "{}", "buy_stock", "not json"), says(FIRST, "Done."));
        advise(script);

        assertThat(script.messages(1, "tool"))
                .extracting(message -> (Object) message.get("tool_call_id"))
                .containsExactly("call_0", "call_2", "call_4");
        assertThat(script.messages(1, "tool"))
                .extracting(message ->
                        EventJson.object((String) message.get("content")).get("code"))
                .containsExactly(null, "UNKNOWN_TOOL", "BAD_JSON");
    }

    @Test
    void thoughtsGoBackUnchangedWithTheTurnTheyBelongTo() {
        Object thought = List.of(Map.of(
                "type", "reasoning.encrypted", "data", "gAAAA+/=\u2603", "index", 0, "n", new BigDecimal("1.50")));
        Script script = Script.of(
                calls(FIRST, "get_portfolio_status", ""),
                reply(FIRST, "tool_calls", "and now", thought, Script.toolCalls("buy_stock", BUY)),
                says(FIRST, "Done."));
        advise(script);

        List<Map<?, ?>> turns = script.messages(2, "assistant");
        assertThat(turns.get(0).containsKey("reasoning_details")).isFalse();
        assertThat(turns.get(1).get("reasoning_details")).isEqualTo(thought);
    }

    @Test
    void itIsHeldToFourReplies() {
        String look = calls(FIRST, "get_portfolio_status", "{}");
        Script script = Script.of(look, look, look, look, look);
        Advice advice = advise(script);

        assertThat(script.requests).hasSize(4);
        assertThat(advice.failed()).isNull();
        assertThat(desk.tools.calls()).hasSize(4);
    }

    @Test
    void aTakenHoldEndsItWithItsReason() {
        Script script = Script.of(calls(FIRST, "hold", "{\"reason\":\"Nothing clear.\",\"confidence\":80}"));
        Advice advice = advise(script);

        assertThat(script.requests).hasSize(1);
        assertThat(advice.because()).isEqualTo("Nothing clear.");
    }

    @Test
    void proseIsAnAnswerAndMovesNothing() {
        Advice advice = advise(Script.of(says(FIRST, "Buy 100\u200b RELIANCE now!")));

        assertThat(advice.failed()).isNull();
        assertThat(advice.because()).isEqualTo("Buy 100 RELIANCE now!");
        assertThat(desk.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "408, MODEL_TIMEOUT",
        "429, MODEL_RATE_LIMITED",
        "500, MODEL_SERVER_ERROR",
        "502, MODEL_SERVER_ERROR",
        "503, MODEL_SERVER_ERROR",
        "524, MODEL_SERVER_ERROR",
        "529, MODEL_SERVER_ERROR",
        "302, MODEL_SERVER_ERROR",
        "404, MODEL_NOT_FOUND",
    })
    void afterAFailureThatPassesTheNextModelIsAskedFromTheStart(int status, String code) {
        Reply failure = new Reply(status, "{\"error\":{\"code\":" + status + ",\"message\":\"no\"}}", 3);
        Script script = Script.of(
                calls(FIRST, "buy_stock", BUY), failure, calls(SECOND, "buy_stock", BUY), says(SECOND, "Ok."));
        Advice advice = advise(script);

        assertThat(advice.failed()).isNull();
        assertThat(advice.model()).isEqualTo(SECOND);
        assertThat(script.messages(2, "assistant")).isEmpty();
        assertThat(script.messages(2, "user")).isEqualTo(script.messages(0, "user"));
        assertThat(desk.tools.proposals()).hasSize(1);
        assertThat(advice.exchanges()).extracting(Advice.Exchange::asked).containsExactly(FIRST, FIRST, SECOND, SECOND);
        assertThat(Failure.ofStatus(status).name()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "400, MODEL_BAD_REQUEST",
        "401, MODEL_UNAUTHORIZED",
        "402, MODEL_NO_CREDIT",
        "403, MODEL_FORBIDDEN",
        "413, MODEL_BAD_REQUEST",
        "422, MODEL_BAD_REQUEST",
    })
    void aFailureThatStaysStopsAtOnceAndNothingCounts(int status, String code) {
        Reply failure = new Reply(status, "{\"error\":{\"code\":" + status + ",\"message\":\"no\"}}", 3);
        Script script = Script.of(calls(FIRST, "buy_stock", BUY), failure, says(SECOND, "Ok."));
        Advice advice = advise(script);

        assertThat(script.requests).hasSize(2);
        assertHolds(advice, code);
        assertThat(advice.because()).isEqualTo("maker/first answered " + status + ": no");
        assertThat(advice.tokensIn()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OK",
                "{",
                "[]",
                "null",
                "{\"choices\":[{\"index\":0",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":[null]}",
                "{\"choices\":{}}",
                "{\"error\":{\"code\":502,\"message\":\"Provider returned error\"}}",
                "{\"error\":\"overloaded\"}",
                "{\"model\":\"maker/first\",\"choices\":[{\"error\":{\"code\":503},\"finish_reason\":\"error\"}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"error\",\"message\":{}}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":null,\"message\":{}}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":null}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null}}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":{\"a\":1}}}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"tool_calls\":[null]}}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"tool_calls\":[{\"id\":\"\",\"function\":{\"name\":\"hold\"}}]}}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"tool_calls\":[{\"id\":\"a\"}]}}]}",
                "{\"model\":\"maker/first\",\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"tool_calls\":\"hold\"}}]}",
            })
    void garbageIsPassedOverForTheNextModel(String garbage) {
        Advice advice = advise(Script.of(garbage, says(SECOND, "Ok.")));
        assertThat(advice.failed()).isNull();
        assertThat(advice.because()).isEqualTo("Ok.");

        Advice both = advise(Script.of(garbage, garbage));
        assertThat(both.failed()).isNotNull();
        assertThat(desk.tools.calls()).isEmpty();
    }

    @Test
    void anErrorInsideAGoodStatusHasItsOwnCode() {
        assertHolds(
                advise(Script.of("{\"error\":{\"code\":402,\"message\":\"Insufficient credits\"}}")),
                "MODEL_NO_CREDIT");
    }

    @Test
    void whiteSpaceBeforeTheJsonIsNoFault() {
        assertThat(advise(Script.of("\n \n\t" + says(FIRST, "Ok."))).because()).isEqualTo("Ok.");
    }

    @Test
    void anotherModelThanTheOneAskedIsNotListenedTo() {
        Advice advice = advise(Script.of(calls("maker/other", "buy_stock", BUY), says(SECOND, "Ok.")));

        assertHolds(advice, "WRONG_MODEL");
        assertThat(advice.because()).isEqualTo("maker/first was asked, but maker/other answered");
        assertThat(advice.tokensIn()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"length, MODEL_LENGTH", "content_filter, MODEL_FILTERED"})
    void anAnswerThatWasCutOrWithheldIsAHold(String finish, String code) {
        assertHolds(advise(Script.of(reply(FIRST, finish, null, null, Script.toolCalls("buy_stock", BUY)))), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_KEY", "BUDGET", "DECISION_DEADLINE"})
    void aRequestThatWasNotMadeIsAHoldAndNoCall(String code) {
        Advice advice = advise(Script.of(Reply.none(Failure.valueOf(code), 0), says(SECOND, "Ok.")));

        assertHolds(advice, code);
        assertThat(advice.calls()).isZero();
    }

    @Test
    void whenEveryModelFailsTheLastReasonStands() {
        Advice advice =
                advise(Script.of(Reply.none(Failure.MODEL_TIMEOUT, 9), new Reply(429, "<html>slow down</html>", 1)));

        assertHolds(advice, "MODEL_RATE_LIMITED");
        assertThat(advice.calls()).isEqualTo(2);
    }

    @Test
    void aBillThatCannotBeTrueIsReplacedByThePriceList() {
        String reply = says(FIRST, "Ok.");
        for (String bill : List.of("-1", "1e999999999", "1e-999999", "\"0.1\"", "null", "[]", "1e7")) {
            Advice advice = advise(Script.of(reply.replace("\"cost\":0.0025", "\"cost\":" + bill)));
            assertThat(advice.cost()).as(bill).isEqualTo(Rupees.of("0.225"));
        }
    }

    @Test
    void tokensThatCannotBeTrueAreEstimated() {
        String reply = says(FIRST, "Ok.").replace("\"prompt_tokens\":1000", "\"prompt_tokens\":-5");
        assertThat(advise(Script.of(reply)).tokensIn()).isBetween(3_000L, 12_000L);
    }

    @Test
    void aTapedDecisionIsMadeAgainByteForByteWithoutANetwork() {
        Script script = Script.of(
                calls(FIRST, "buy_stock", BUY),
                Reply.none(Failure.MODEL_TIMEOUT, 50),
                reply(SECOND, "tool_calls", null, List.of(Map.of("data", "x")), Script.toolCalls("buy_stock", BUY)),
                calls(
                        SECOND,
                        "close_position",
                        "{\"symbol\":\"TCS\",\"strategy\":\"none\",\"reason\":\"r\",\"confidence\":1}"),
                says(SECOND, "Done."));
        Tape tape = desk.tape(advise(script));
        Tape read = Tape.unpack(tape.pack(), tape.hash());
        Tape again = TapeReplay.again(read, new Desk());

        assertThat(again.proposals()).isEqualTo(tape.proposals()).hasSize(2);
        assertThat(again.toolCalls()).isEqualTo(tape.toolCalls());
        assertThat(again.hash()).isEqualTo(tape.hash());
    }

    @Test
    void aFailedDecisionIsReplayedAsFailed() {
        Tape tape = desk.tape(advise(Script.of(calls(FIRST, "buy_stock", BUY), Reply.none(Failure.BUDGET, 0))));

        assertThat(TapeReplay.again(tape, new Desk()).hash()).isEqualTo(tape.hash());
        assertThat(tape.failed()).isEqualTo("BUDGET");
    }

    @Test
    void anEnsembleOfModelsIsReplayedFromOneTape() {
        Script script = Script.of(
                calls(FIRST, "buy_stock", BUY),
                says(FIRST, "Done."),
                calls(SECOND, "buy_stock", BUY.replace("100", "30")),
                says(SECOND, "Done too."));
        Tape tape = Tape.of(
                "ensemble", BOUNDS, desk.tools, ensemble(script).advise(desk.briefing, desk.tools, Instant.MAX), "x");
        Tape again = TapeReplay.again(tape, new Desk(), ModelAdvisorTest::ensemble);

        assertThat(tape.proposals()).extracting(Proposal::asked).containsExactly(30L);
        assertThat(tape.toolCalls()).hasSize(2);
        assertThat(again.hash()).isEqualTo(tape.hash());
    }

    private static EnsembleAdvisor ensemble(Line line) {
        return new EnsembleAdvisor(List.of(voter(FIRST, line), voter(SECOND, line)));
    }

    private static EnsembleAdvisor.Voter voter(String model, Line line) {
        Tape.Bounds own = new Tape.Bounds(List.of(model), 4, 2, 4000, BOUNDS.rupeesPerDollar(), BOUNDS.prices());
        return new EnsembleAdvisor.Voter(model, new ModelAdvisor(ENDPOINT, own, line), BigDecimal.ONE);
    }

    @Test
    void aDecisionWithoutAnyDataIsReplayedWithoutAsking() {
        Tape tape = desk.tape(advise(Script.of(says(FIRST, "Ok."))));
        Tape blind = EventJson.read(
                EventJson.write(tape).replaceFirst("\"readings\":\\[.*?\\],\"missing\"", "\"readings\":[],\"missing\""),
                Tape.class);

        assertThat(blind.briefing().readings()).isEmpty();
        assertThat(TapeReplay.again(blind, new Desk()).failed()).isNull();
    }

    @Test
    void aReplayOfAnotherPromptIsNoticed() {
        Tape tape = desk.tape(advise(Script.of(says(FIRST, "Ok."))));
        Tape other = EventJson.read(EventJson.write(tape).replace("\"cash\":523000", "\"cash\":523001"), Tape.class);

        assertThat(TapeReplay.again(other, new Desk()).failed()).isEqualTo("TAPE_DIFFERS");
    }

    @Test
    void theKeyIsInNoTapeAndNoSentence() {
        Advice advice = advise(
                Script.of(new Reply(401, "{\"error\":{\"code\":401,\"message\":\"bad key sk-or-canary-42\"}}", 1)));

        assertThat(advice.because()).isEqualTo("maker/first answered 401: bad key [key]");
        assertThat(ENDPOINT.toString()).doesNotContain("canary");
        assertThat(new ModelAdvisor(ENDPOINT, BOUNDS, Script.of()).toString()).doesNotContain("canary");
    }

    private void assertHolds(Advice advice, String code) {
        assertThat(advice.failed()).isEqualTo(code);
        assertThat(advice.model()).isNull();
        assertThat(desk.tools.proposals()).isEmpty();
        assertThat(desk.tools.calls()).isEmpty();
        assertThat(desk.asked).isEmpty();
    }
}
