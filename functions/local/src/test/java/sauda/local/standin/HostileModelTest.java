package sauda.local.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.local.standin.HostileModel.Behaviour.FIFTY_BUYS;
import static sauda.local.standin.HostileModel.Behaviour.MONSTROUS_BILL;
import static sauda.local.standin.HostileModel.Behaviour.NULL_CONTENT;
import static sauda.local.standin.HostileModel.Behaviour.WHITE_SPACE_FIRST;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.decision.Advice;
import sauda.core.decision.Ask;
import sauda.core.decision.Grounding;
import sauda.core.decision.Tape;
import sauda.decisions.model.Failure;
import sauda.decisions.model.TapeReplay;
import sauda.events.EventJson;
import sauda.local.standin.HostileModel.Behaviour;

class HostileModelTest {

    private static final String MODEL = "maker/hostile";
    private static final Duration LATE = Duration.ofMillis(1_500);

    private static Decision decision() {
        Decision decision = new Decision(MODEL);
        decision.timeout = Duration.ofMillis(500);
        return decision;
    }

    /// What each does to one decision; behaviours that are not failures end as answers.
    private static final Map<Behaviour, Failure> FAILURES = failures();

    private static Map<Behaviour, Failure> failures() {
        Map<Behaviour, Failure> failures = new TreeMap<>();
        failures.put(Behaviour.CUT_JSON, Failure.MODEL_GARBAGE);
        failures.put(Behaviour.CUT_CONNECTION, Failure.MODEL_UNREACHABLE);
        failures.put(Behaviour.NOT_JSON, Failure.MODEL_GARBAGE);
        failures.put(Behaviour.EMPTY_BODY, Failure.MODEL_GARBAGE);
        failures.put(Behaviour.ARGUMENTS_OF_A_MEGABYTE, Failure.MODEL_TOO_LONG);
        failures.put(Behaviour.SEVENTY_CALLS, Failure.MODEL_TOO_LONG);
        failures.put(Behaviour.SAME_ID_TWICE, Failure.MODEL_GARBAGE);
        failures.put(Behaviour.NO_ID, Failure.MODEL_GARBAGE);
        failures.put(Behaviour.TOO_LATE, Failure.MODEL_TIMEOUT);
        failures.put(Behaviour.WHITE_SPACE_FOR_EVER, Failure.MODEL_TIMEOUT);
        failures.put(Behaviour.RATE_LIMITED, Failure.MODEL_RATE_LIMITED);
        failures.put(Behaviour.RATE_LIMITED_WITH_WAIT, Failure.MODEL_RATE_LIMITED);
        failures.put(Behaviour.SERVER_ERROR, Failure.MODEL_SERVER_ERROR);
        failures.put(Behaviour.BAD_GATEWAY_HTML, Failure.MODEL_SERVER_ERROR);
        failures.put(Behaviour.ERROR_IN_GOOD_STATUS, Failure.MODEL_SERVER_ERROR);
        failures.put(Behaviour.ERROR_IN_CHOICE, Failure.MODEL_SERVER_ERROR);
        failures.put(Behaviour.NO_CHOICES, Failure.MODEL_NO_CHOICES);
        failures.put(Behaviour.NULL_CHOICES, Failure.MODEL_NO_CHOICES);
        failures.put(Behaviour.WRONG_MODEL, Failure.WRONG_MODEL);
        failures.put(Behaviour.NO_MODEL, Failure.WRONG_MODEL);
        failures.put(Behaviour.LENGTH, Failure.MODEL_LENGTH);
        failures.put(Behaviour.CONTENT_FILTER, Failure.MODEL_FILTERED);
        failures.put(Behaviour.NO_FINISH, Failure.MODEL_NO_FINISH);
        failures.put(Behaviour.NULL_CONTENT, Failure.MODEL_EMPTY);
        failures.put(Behaviour.NULL_MESSAGE, Failure.MODEL_GARBAGE);
        failures.put(Behaviour.DEEP_NESTING, Failure.MODEL_GARBAGE);
        return failures;
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void whateverItDoesEndsAsACodeOrAsAnAnswerWithinTheLimits(Behaviour behaviour) {
        try (ModelServer server = HostileModel.start(List.of(behaviour), LATE)) {
            Decision decision = decision();
            Advice advice = decision.advise(server);
            Failure expected = FAILURES.get(behaviour);

            assertThat(advice.failed()).isEqualTo(expected == null ? null : expected.name());
            assertThat(entries(decision)).isLessThanOrEqualTo(2);
            if (advice.failed() != null) {
                assertThat(decision.tools.calls()).isEmpty();
                assertThat(decision.asked).isEmpty();
            }
            decision.tools.calls().stream()
                    .filter(call -> !call.accepted())
                    .forEach(call -> assertThat(EventJson.object(call.result())).containsKey("code"));
        }
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void whateverItDoesIsReplayedFromItsTape(Behaviour behaviour) {
        try (ModelServer server = HostileModel.start(List.of(behaviour), LATE)) {
            Decision decision = decision();
            Tape tape = decision.tape(decision.advise(server));

            assertThat(TapeReplay.again(Tape.unpack(tape.pack(), tape.hash()), new Decision(MODEL))
                            .hash())
                    .isEqualTo(tape.hash());
        }
    }

    @Test
    void ofFiftyBuysTwoPassAndFortyEightAreRefused() {
        try (ModelServer server = HostileModel.start(List.of(FIFTY_BUYS, NULL_CONTENT), LATE)) {
            Decision decision = decision();
            Advice advice = decision.advise(server);

            assertThat(advice.failed()).isNull();
            assertThat(entries(decision)).isEqualTo(2);
            assertThat(decision.tools.calls()).hasSize(50);
            assertThat(decision.tools.calls().stream()
                            .filter(call -> call.result().contains("ENTRY_CALLS")))
                    .hasSize(48);
        }
    }

    @Test
    void anInventedPriceInAReasonIsMarked() {
        try (ModelServer server = HostileModel.start(List.of(WHITE_SPACE_FIRST, NULL_CONTENT), LATE)) {
            Decision decision = decision();
            decision.advise(server);

            assertThat(Grounding.unmatched(
                            decision.prompt(),
                            decision.tools.calls(),
                            decision.asked.stream().map(Ask::reason).toList()))
                    .containsExactly("9999.95");
        }
    }

    @Test
    void aBillThatCannotBeTrueDoesNotBreakTheBooks() {
        try (ModelServer server = HostileModel.start(List.of(MONSTROUS_BILL, NULL_CONTENT), LATE)) {
            assertThat(decision().advise(server).cost().toString().length()).isLessThan(20);
        }
    }

    /// One item of the ledger holds 400 KB. Reasons of three-byte letters are the
    /// longest there are.
    @ParameterizedTest
    @ValueSource(ints = {9, 18, 30, 60})
    void aDecisionAndItsTapeStaySmallEnoughToBeStored(int callsInAReply) {
        String close = "{\"strategy\":\"none\",\"reason\":\"" + "\u0915".repeat(500) + "\",\"confidence\":1}";
        try (ModelServer server = HostileModel.calling("close_all_positions", close, callsInAReply)) {
            Decision decision = new Decision(Decision.threePositions(), MODEL);
            Tape tape = decision.tape(decision.advise(server));
            String stored = EventJson.write(List.of(tape.proposals(), tape.toolCalls(), tape.because()));

            assertThat(tape.failed()).isEqualTo(callsInAReply <= 18 ? null : "MODEL_TOO_LONG");
            assertThat(stored.getBytes(StandardCharsets.UTF_8).length).isLessThan(300_000);
            assertThat(tape.pack().length).isLessThan(300_000);
        }
    }

    @Test
    void aWholeDayOfItNeverThrowsAndNeverAsksForMoreThanTwoEntries() {
        try (ModelServer server = HostileModel.start(7, Duration.ofMillis(400))) {
            int answers = 0;
            for (int tick = 0; tick < 75; tick++) {
                Decision decision = decision();
                decision.timeout = Duration.ofMillis(200);
                Advice advice = decision.advise(server);
                answers += advice.failed() == null ? 1 : 0;
                assertThat(entries(decision)).isLessThanOrEqualTo(2);
                assertThat(EventJson.write(decision.tape(advice))).doesNotContain(Decision.KEY);
            }
            assertThat(answers).isBetween(1, 74);
        }
    }

    @Test
    void nobodyAtTheOtherEndIsAHoldToo() {
        ModelServer server = HostileModel.start(1, LATE);
        server.close();

        assertThat(decision().advise(server).failed()).isEqualTo("MODEL_UNREACHABLE");
    }

    @Test
    void aDecisionEndsAtItsDeadlineHoweverPatientOneRequestIs() {
        try (ModelServer server = HostileModel.start(List.of(Behaviour.TOO_LATE), Duration.ofSeconds(5))) {
            Decision decision = new Decision(MODEL, "maker/second", "maker/third");
            decision.timeout = Duration.ofSeconds(5);
            decision.deadline = Duration.ofMillis(700);
            long start = System.nanoTime();

            assertThat(decision.advise(server).failed()).isEqualTo("DECISION_DEADLINE");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void theKeyIsNowhereEvenWhenTheServerSendsItBack() {
        try (ModelServer server = ModelServer.start(asked ->
                Chat.error(401, "who is " + asked.headers().get("Authorization").getFirst()))) {
            Decision decision = decision();
            Advice advice = decision.advise(server);

            assertThat(advice.failed()).isEqualTo("MODEL_UNAUTHORIZED");
            assertThat(advice.because()).isEqualTo("maker/hostile answered 401: who is Bearer [key]");
            assertThat(EventJson.write(decision.tape(advice))).doesNotContain(Decision.KEY);
        }
    }

    private static long entries(Decision decision) {
        return decision.asked.stream().filter(Ask.Enter.class::isInstance).count();
    }
}
