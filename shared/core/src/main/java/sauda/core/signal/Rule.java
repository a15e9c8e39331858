package sauda.core.signal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.events.Frame;
import sauda.events.Side;

/// What makes one strategy different from the others.
public interface Rule {

    Frame frame();

    /// Whether it has what it needs besides 300 bars.
    default boolean ready(Look look) {
        return true;
    }

    /// What it sees at the newest bar of its frame; of one side the first one counts.
    List<Finding> findings(Look look);

    /// The raw price of a stop for an entry at this bar, as if the rule held; empty when it
    /// has none to give.
    Optional<BigDecimal> stop(Look look, Side side);

    /// @param strength 0 to 100, not yet rounded
    /// @param used     indicator values behind it, by name
    record Finding(String kind, Side side, double strength, Map<String, BigDecimal> used) {}
}
