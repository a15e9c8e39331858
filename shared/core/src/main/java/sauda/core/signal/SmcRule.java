package sauda.core.signal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import sauda.core.signal.Structure.Entry;
import sauda.core.signal.Structure.Zone;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Side;

/// Entries at order blocks and fair value gaps, with the structure of 15m bars
/// (`strategies.md` §5).
final class SmcRule implements Rule {

    private final Structure.Figures figures;

    /// @param swing         bars on each side of a swing point
    /// @param blockStrength least move away from a block, in its heights
    /// @param gap           least gap, in ATR
    SmcRule(int swing, BigDecimal blockStrength, double gap) {
        this.figures = new Structure.Figures(swing, blockStrength, gap);
    }

    Structure.Figures figures() {
        return figures;
    }

    @Override
    public Frame frame() {
        return Frame.M15;
    }

    @Override
    public List<Finding> findings(Look look) {
        return structure(look).entry().map(entry -> finding(look, entry)).stream()
                .toList();
    }

    /// Beyond the zone of this bar's entry, else beyond the best living one that the price
    /// has not left behind.
    @Override
    public Optional<BigDecimal> stop(Look look, Side side) {
        Structure structure = structure(look);
        if (look.closes(Frame.M15)) {
            Optional<BigDecimal> entered = structure
                    .entry()
                    .map(Entry::zone)
                    .filter(zone -> zone.side() == side)
                    .map(zone -> beyond(zone, look.tick()));
            if (entered.isPresent()) {
                return entered;
            }
        }
        return structure.zonesForEntry(side).stream()
                .map(zone -> beyond(zone, look.tick()))
                .filter(stop -> side.sign() * look.entry().amount().compareTo(stop) > 0)
                .findFirst();
    }

    private Structure structure(Look look) {
        return look.track(Frame.M15).fold(Structure.class, figures, () -> new Structure(figures));
    }

    private static Finding finding(Look look, Entry entry) {
        Zone zone = entry.zone();
        Track track = look.track(Frame.M15);
        return new Finding(
                (zone.side() == Side.BUY ? "BULLISH_" : "BEARISH_") + zone.kind(),
                zone.side(),
                entry.strength(),
                new Used()
                        .with("zoneLow", zone.low().amount())
                        .with("zoneHigh", zone.high().amount())
                        .with("atr14", track.atr(14, track.newest()))
                        .asMap());
    }

    private static BigDecimal beyond(Zone zone, Rupees tick) {
        return (zone.side() == Side.BUY ? zone.low().minus(tick) : zone.high().plus(tick)).amount();
    }
}
