package sauda.decisions.model;

import java.time.Instant;
import java.util.function.Function;
import sauda.core.decision.Advice;
import sauda.core.decision.Advisor;
import sauda.core.decision.Judge;
import sauda.core.decision.RulesAdvisor;
import sauda.core.decision.Tape;
import sauda.core.decision.Tools;

/// Makes a taped decision again, without a network: the same code, the same briefing, the
/// recorded answers, and a fresh judge.
public final class TapeReplay {

    private static final Endpoint NOWHERE = new Endpoint("http://replay.invalid/v1", null, false);

    private TapeReplay() {}

    /// The tape of the decision made again. Its hash is that of the first when nothing
    /// differs.
    public static Tape again(Tape tape, Judge judge) {
        return switch (tape.advisor()) {
            case "model" -> again(tape, judge, line -> model(tape, line));
            case "rules" -> again(tape, judge, line -> new RulesAdvisor());
            default -> throw new IllegalArgumentException("say which members a '" + tape.advisor() + "' has");
        };
    }

    /// The same for an ensemble, whose members are given the taped line. As at the desk,
    /// nobody is asked about no data, and nothing counts that was asked in a decision
    /// that failed.
    public static Tape again(Tape tape, Judge judge, Function<Line, Advisor> advisor) {
        Tools tools = new Tools(tape.briefing(), judge, tape.bounds().maxEntryCalls());
        Advice advice = tape.briefing().readings().isEmpty()
                ? Advice.without(tape.because())
                : advisor.apply(new TapedLine(tape.exchanges())).advise(tape.briefing(), tools, Instant.MAX);
        if (advice.failed() != null) {
            tools.restart();
        }
        return Tape.of(tape.advisor(), tape.bounds(), tools, advice, tape.config());
    }

    private static Advisor model(Tape tape, Line line) {
        Endpoint endpoint = new Endpoint(NOWHERE.baseUrl(), null, tape.standIn());
        return new ModelAdvisor(endpoint, tape.bounds(), line);
    }
}
