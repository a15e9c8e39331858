package sauda.fakedhan;

/// How orders meet the tape.
public enum FillModel {
    /// On whole bars, with the paper venue's prices (`strategies.md` §8).
    BARS,
    /// Against a price that moves inside the bar; what is not marketable rests.
    WIRE
}
