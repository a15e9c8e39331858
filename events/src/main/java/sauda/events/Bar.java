package sauda.events;

import java.time.Instant;

/// One candle. It says what it was told: whether it can be true is decided by
/// `core.market`, so that a bad candle can be shown and not only refused.
///
/// @param start  first instant of the bar, UTC; bars are named by it
/// @param volume shares traded in the bar
public record Bar(Instant start, Rupees open, Rupees high, Rupees low, Rupees close, long volume) {}
