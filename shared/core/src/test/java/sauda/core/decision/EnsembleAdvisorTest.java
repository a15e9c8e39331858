package sauda.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.decision.Morning.RELIANCE;
import static sauda.core.decision.Morning.TCS;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sauda.core.decision.EnsembleAdvisor.Voter;
import sauda.events.Rupees;
import sauda.events.Side;

class EnsembleAdvisorTest {

    private final Accepting judge = new Accepting();

    private static Voter voter(String name, String weight, Ask... asks) {
        return new Voter(
                name,
                (briefing, tools, deadline) -> {
                    Arrays.stream(asks).forEach(tools::ask);
                    return new Advice(null, "said", name, false, List.of(), 1, 10, 2, Rupees.of("0.5"));
                },
                new BigDecimal(weight));
    }

    private static Voter failing(String name) {
        return new Voter(
                name,
                (briefing, tools, deadline) -> {
                    tools.ask(buy(5L, 99));
                    return new Advice("MODEL_TIMEOUT", "late", null, false, List.of(), 1, 10, 0, Rupees.ZERO);
                },
                BigDecimal.ONE);
    }

    private static Ask buy(Long shares, int confidence) {
        return new Ask.Enter(RELIANCE, Side.BUY, shares, "vwap", "because", confidence);
    }

    private static Ask close(int confidence) {
        return new Ask.Close(TCS, null, "ema", "leave", confidence);
    }

    private Advice vote(Voter... voters) {
        Briefing briefing = new Morning().briefing();
        return new EnsembleAdvisor(List.of(voters))
                .advise(briefing, new Tools(briefing, judge, 2), Morning.T.plusSeconds(60));
    }

    @Test
    void theMajorityByWeightWinsWithTheSmallestSizeAndTheSurestWords() {
        vote(voter("a", "1", buy(30L, 60)), voter("b", "1", buy(null, 80)), voter("c", "1"));

        assertThat(judge.asked)
                .containsExactly(new Ask.Enter(RELIANCE, Side.BUY, 30L, "vwap", "2 of 3 agree; b: because", 70));
    }

    @Test
    void halfOfTheWeightIsNotEnough() {
        vote(voter("a", "2", buy(30L, 100)), voter("b", "1"), voter("c", "1"));
        assertThat(judge.asked).isEmpty();
    }

    @Test
    void anEntryNeedsAnAverageConfidenceOfFiftyAndAnExitDoesNot() {
        vote(voter("a", "1", buy(1L, 49), close(10)), voter("b", "1", buy(1L, 49), close(10)));
        assertThat(judge.asked).containsExactly(new Ask.Close(TCS, null, "ema", "2 of 2 agree; a: leave", 10));

        judge.restart();
        vote(voter("a", "1", buy(1L, 50)), voter("b", "1", buy(1L, 50)));
        assertThat(judge.asked).hasSize(1);
    }

    @Test
    void exitsAreAskedBeforeEntries() {
        vote(voter("a", "1", buy(1L, 90), close(90), new Ask.CancelAll("stale", 90)));

        assertThat(judge.asked)
                .extracting(ask -> ask.getClass().getSimpleName())
                .containsExactly("CancelAll", "Close", "Enter");
    }

    @Test
    void aMemberHasOneVoteHoweverOftenItAsks() {
        vote(voter("a", "1", buy(1L, 90), buy(2L, 90), buy(3L, 90)), voter("b", "1"), voter("c", "1"));
        assertThat(judge.asked).isEmpty();
    }

    @Test
    void whoFailedCountsAgainstAndItsAsksDoNotCount() {
        Advice advice = vote(failing("a"), failing("b"), voter("c", "1", buy(1L, 90)));

        assertThat(judge.asked).isEmpty();
        assertThat(advice.failed()).isNull();
        assertThat(advice.calls()).isEqualTo(3);
        assertThat(advice.cost()).isEqualTo(Rupees.of("0.5"));
    }

    @Test
    void itFailsWhenAllFail() {
        assertThat(vote(failing("a"), failing("b")).failed()).isEqualTo("ALL_MEMBERS_FAILED");
    }
}
