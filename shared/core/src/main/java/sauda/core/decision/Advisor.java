package sauda.core.decision;

import java.time.Instant;

/// Who decides for an account: a language model, the rules, or a vote. It may only ask,
/// through the tools; what was asked and answered is in them afterwards.
public interface Advisor {

    /// Never throws for what an advisor may do wrong: every failure is an [Advice] that
    /// holds and says why.
    ///
    /// @param deadline wall clock by which it has to be done
    Advice advise(Briefing briefing, Tools tools, Instant deadline);
}
