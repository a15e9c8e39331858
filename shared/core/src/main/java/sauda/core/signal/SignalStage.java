package sauda.core.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sauda.core.config.Config.StrategySpec;
import sauda.events.Reading;
import sauda.events.Side;
import sauda.events.Signal;

/// Puts together all that is known of one stock at one tick.
public final class SignalStage {

    private final List<Strategy> strategies;

    /// @param strategies in configured order; those not active are left out
    public SignalStage(List<StrategySpec> strategies) {
        this.strategies = strategies.stream()
                .filter(StrategySpec::active)
                .map(Strategies::of)
                .toList();
    }

    /// @param shortsAllowed whether setups for a SELL are wanted too
    /// @param warnings      oddities of the data that did not make it unusable
    public Reading read(Look look, DayPrices prices, boolean shortsAllowed, List<String> warnings) {
        List<Signal> signals = new ArrayList<>();
        List<Reading.Hold> holds = new ArrayList<>();
        for (Strategy strategy : strategies) {
            switch (strategy.opinion(look)) {
                case Opinion.Act(var signal) -> signals.add(signal);
                case Opinion.Hold(var code) -> holds.add(new Reading.Hold(strategy.name(), code.name()));
            }
        }
        List<Side> sides = shortsAllowed ? List.of(Side.BUY, Side.SELL) : List.of(Side.BUY);
        return new Reading(
                look.chart().symbol(),
                look.t(),
                look.last(),
                prices.previousClose(),
                look.tick(),
                prices.bandLow(),
                prices.bandHigh(),
                signals,
                holds,
                strategies.stream()
                        .flatMap(strategy -> setups(strategy, look, sides))
                        .toList(),
                Surroundings.indicators(look.chart()),
                Surroundings.trends(look.chart()),
                Surroundings.recent(look.chart()),
                warnings,
                look.chart().frames().hash());
    }

    private static Stream<Reading.Setup> setups(Strategy strategy, Look look, List<Side> sides) {
        return sides.stream().flatMap(side -> strategy.setup(look, side).stream());
    }
}
