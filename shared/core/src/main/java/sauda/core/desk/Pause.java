package sauda.core.desk;

import java.time.Instant;

/// Waits a little before something is looked at again.
public interface Pause {

    /// For what is there at once or never.
    Pause NONE = giveUpAt -> false;

    /// @return false when waiting makes no more sense
    boolean again(Instant giveUpAt);
}
