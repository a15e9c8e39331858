package sauda.core.decision;

import java.util.List;
import sauda.events.Proposal;

/// Says at once what will become of an ask: its size, or every reason against it. It
/// keeps in mind what was asked before in the same decision. The executor has the last
/// word.
public interface Judge {

    /// @return one proposal; for [Ask.CancelAll] one for each order, possibly none
    List<Proposal> judge(Ask ask);

    /// Forgets everything asked so far: the decision begins anew, with another model.
    void restart();
}
