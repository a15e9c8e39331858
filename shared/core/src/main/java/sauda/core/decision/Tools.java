package sauda.core.decision;

import java.util.ArrayList;
import java.util.List;
import sauda.events.Proposal;
import sauda.events.ToolCall;

/// The tools of one decision. (Skeleton: the whole follows.)
public final class Tools {

    private final Briefing briefing;
    private final Judge judge;
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();

    public Tools(Briefing briefing, Judge judge, int maxEntryCalls) {
        this.briefing = briefing;
        this.judge = judge;
    }

    /// Asks directly, as the rules do.
    public List<Proposal> ask(Ask ask) {
        List<Proposal> judged = judge.judge(ask);
        proposals.addAll(judged);
        return judged;
    }

    public Briefing briefing() {
        return briefing;
    }

    /// Everything that was asked for, in order, with what became of it.
    public List<Proposal> proposals() {
        return List.copyOf(proposals);
    }

    public List<ToolCall> calls() {
        return List.copyOf(calls);
    }
}
