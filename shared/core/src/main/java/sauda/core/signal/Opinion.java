package sauda.core.signal;

import sauda.events.Signal;

/// A strategy's answer at one bar.
public sealed interface Opinion {

    record Act(Signal signal) implements Opinion {}

    record Hold(HoldCode code) implements Opinion {}
}
