package sauda.core.signal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import sauda.core.config.Config.StrategySpec;
import sauda.core.signal.Rule.Finding;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;

/// A rule with its figures from the configuration: its opinion at the newest bar, and the
/// stop and target it would give an entry there.
public final class Strategy {

    /// Bars of its frame that the window must have.
    static final int WARM = 300;

    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    private final StrategySpec spec;
    private final Rule rule;

    Strategy(StrategySpec spec, Rule rule) {
        this.spec = spec;
        this.rule = rule;
    }

    public String name() {
        return spec.name();
    }

    public Opinion opinion(Look look) {
        if (!isReady(look)) {
            return new Opinion.Hold(HoldCode.WARMING_UP);
        }
        if (look.hasGap(rule.frame())) {
            return new Opinion.Hold(HoldCode.DATA_GAP);
        }
        if (!look.closes(rule.frame())) {
            return new Opinion.Hold(HoldCode.BAR_OPEN);
        }
        List<Finding> findings = rule.findings(look);
        if (findings.isEmpty()) {
            return new Opinion.Hold(HoldCode.NO_SIGNAL);
        }
        Finding first = findings.getFirst();
        if (findings.stream().anyMatch(other -> other.side() != first.side())) {
            return new Opinion.Hold(HoldCode.CONFLICT);
        }
        return priced(look, first);
    }

    /// Stop and target of an entry at this bar, as if the rule held. Empty while the rule
    /// cannot be trusted (warming up, a gap), has no stop to give, or its stop does not lie
    /// on the losing side of the entry.
    public Optional<Reading.Setup> setup(Look look, Side side) {
        if (!isReady(look) || look.hasGap(rule.frame())) {
            return Optional.empty();
        }
        Pricing pricing = pricing(look);
        return rule.stop(look, side)
                .map(raw -> pricing.stop(side, raw))
                .map(stop ->
                        new Reading.Setup(name(), side, look.entry(), stop, pricing.target(side, look.entry(), stop)))
                .filter(Strategy::isSound);
    }

    private Opinion priced(Look look, Finding finding) {
        Pricing pricing = pricing(look);
        Side side = finding.side();
        Rupees entry = look.entry();
        Rupees stop = pricing.stop(side, rule.stop(look, side).orElseThrow());
        Rupees target = pricing.target(side, entry, stop);
        boolean opens = side == Side.BUY || look.sellOpensShort();
        if (opens && !pricing.isWorthIt(entry, target)) {
            return new Opinion.Hold(HoldCode.EDGE_BELOW_COST);
        }
        return new Opinion.Act(new Signal(
                look.chart().symbol(),
                name(),
                finding.kind(),
                side,
                strength(finding.strength()),
                entry,
                stop,
                target,
                finding.used(),
                look.track(rule.frame()).bars().getLast().start()));
    }

    private boolean isReady(Look look) {
        return look.track(rule.frame()).size() >= WARM && rule.ready(look);
    }

    private Pricing pricing(Look look) {
        return new Pricing(look.tick(), spec.rewardRisk(), look.roundTripRate());
    }

    private static boolean isSound(Reading.Setup setup) {
        return setup.side() == Side.BUY
                ? setup.stop().isPositive()
                        && setup.stop().below(setup.entry())
                        && setup.target().above(setup.entry())
                : setup.stop().above(setup.entry()) && setup.target().below(setup.entry());
    }

    static BigDecimal strength(double raw) {
        return raw >= 100
                ? MOST.setScale(2)
                : BigDecimal.valueOf(Math.max(raw, 0)).setScale(2, RoundingMode.HALF_UP);
    }
}
