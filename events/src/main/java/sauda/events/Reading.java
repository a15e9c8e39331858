package sauda.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All that the signals function knows of one stock at one tick. Prompt, sizing and
/// risk rules read this and nothing else of the market.
///
/// @param t             the tick; every bar in it was closed by then
/// @param last          the 5-minute bar that ended at T
/// @param previousClose last close of the session before
/// @param tick          tick size in force
/// @param bandLow       lowest price an order may have today
/// @param bandHigh      highest price an order may have today
/// @param signals       opinions to buy or sell, in the strategies' configured order
/// @param holds         strategies that hold, with their coded reason
/// @param setups        stop and target each strategy would give an entry at this bar
/// @param indicators    context for the prompt, by name such as `ema20_15m`
/// @param trends        `UP`, `DOWN` or `FLAT` by frame
/// @param recent        latest bars by frame, oldest first
/// @param warnings      oddities of the data that did not make it unusable
/// @param dataHash      SHA-256 of the bars of the window
public record Reading(
        Symbol symbol,
        Instant t,
        Bar last,
        Rupees previousClose,
        Rupees tick,
        Rupees bandLow,
        Rupees bandHigh,
        List<Signal> signals,
        List<Hold> holds,
        List<Setup> setups,
        Map<String, BigDecimal> indicators,
        Map<Frame, Trend> trends,
        Map<Frame, List<Bar>> recent,
        List<String> warnings,
        String dataHash) {

    public enum Trend {
        UP,
        DOWN,
        FLAT
    }

    /// A strategy without an opinion, and why: `NO_SIGNAL`, `WARMING_UP`, `DATA_GAP`, ...
    public record Hold(String strategy, String code) {}

    /// Where a strategy would put stop and target of an entry at this bar.
    public record Setup(String strategy, Side side, Rupees entry, Rupees stop, Rupees target) {}

    public Reading {
        signals = List.copyOf(signals);
        holds = List.copyOf(holds);
        setups = List.copyOf(setups);
        indicators = Collections.unmodifiableMap(new TreeMap<>(indicators));
        trends = trends.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(trends));
        recent = recent.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(recent));
        warnings = List.copyOf(warnings);
    }
}
