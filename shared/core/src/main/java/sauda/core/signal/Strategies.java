package sauda.core.signal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.StrategySpec;

/// The strategies there are, by name. A new one is a [Rule], a line here, and a line in the
/// configuration.
public final class Strategies {

    public static final List<String> NAMES = List.of("vwap", "ema", "rsi", "smc");

    private Strategies() {}

    /// @throws IllegalArgumentException for a name that is not one of [#NAMES]
    public static Strategy of(StrategySpec spec) {
        return named(spec.name(), spec);
    }

    /// @param spec its figures; a parameter that it leaves out has its usual value
    public static Strategy named(String name, StrategySpec spec) {
        Parameters with = new Parameters(spec.parameters());
        Rule rule = switch (name) {
            case "vwap" ->
                new VwapRule(
                        with.decimal("momentumThreshold", "0.5"),
                        with.decimal("retestTolerance", "0.1"),
                        with.decimal("stopPercent", "0.2"));
            case "ema" -> ema(with);
            case "rsi" -> rsi(with);
            case "smc" -> smc(with);
            default -> throw new IllegalArgumentException("a strategy is one of " + NAMES + " but is '" + name + "'");
        };
        return new Strategy(spec, rule);
    }

    static EmaRule ema(Parameters with) {
        return new EmaRule(with.whole("fast", 9), with.whole("slow", 21), with.decimal("stopPercent", "1"));
    }

    static RsiRule rsi(Parameters with) {
        return new RsiRule(
                with.whole("period", 14),
                with.decimal("oversold", "30").doubleValue(),
                with.decimal("overbought", "70").doubleValue(),
                with.decimal("stopPercent", "1.5"));
    }

    static SmcRule smc(Parameters with) {
        return new SmcRule(
                with.whole("swing", 3),
                with.decimal("blockStrength", "3"),
                with.decimal("gap", "0.5").doubleValue());
    }

    /// Figures of a strategy; one that is left out has its usual value.
    record Parameters(Map<String, BigDecimal> values) {

        static Parameters of(@Nullable StrategySpec spec) {
            return new Parameters(spec == null ? Map.of() : spec.parameters());
        }

        BigDecimal decimal(String name, String usual) {
            BigDecimal value = values.get(name);
            return value == null ? new BigDecimal(usual) : value;
        }

        int whole(String name, int usual) {
            return decimal(name, Integer.toString(usual)).intValueExact();
        }
    }
}
