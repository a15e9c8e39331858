package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sauda.core.signal.Rule.Finding;
import sauda.events.Frame;
import sauda.events.Side;

/// What holds for every rule.
class StrategyTest {

    private static final Finding BUY = new Finding("UP", Side.BUY, 33.335, Map.of());
    private static final Finding SELL = new Finding("DOWN", Side.SELL, 50, Map.of());

    @Test
    void itIsReadyWithThreeHundredBarsOfItsFrame() {
        assertThat(opinion(strategy(Frame.M5), Candles.afterBars(298).quiet(1))).isEqualTo(hold(HoldCode.WARMING_UP));
        assertThat(opinion(strategy(Frame.M5), Candles.afterBars(299).quiet(1))).isEqualTo(hold(HoldCode.NO_SIGNAL));
        assertThat(opinion(strategy(Frame.M15), Candles.after(11).quiet(72))).isEqualTo(hold(HoldCode.WARMING_UP));
        assertThat(opinion(strategy(Frame.M15), Candles.after(11).quiet(75))).isEqualTo(hold(HoldCode.NO_SIGNAL));
    }

    @Test
    void warmingUpComesBeforeAGapAndAGapBeforeAnOpenBar() {
        assertThat(opinion(strategy(Frame.M15), Candles.after(1).gap().quiet(1)))
                .isEqualTo(hold(HoldCode.WARMING_UP));
        assertThat(opinion(strategy(Frame.M15), Candles.after(12).gap().quiet(1)))
                .isEqualTo(hold(HoldCode.DATA_GAP));
        assertThat(opinion(strategy(Frame.M15), Candles.after(12).quiet(2))).isEqualTo(hold(HoldCode.BAR_OPEN));
    }

    @Test
    void aMissingBarHoldsEveryFrameUntilItArrivesAndTheLongerOnesToTheEndOfTheSession() {
        Set<Instant> gaps = Set.of(Sessions.at(Candles.TODAY, "09:20"));
        Candles candles = Candles.after(12).quiet(1).gap().quiet(1);
        assertThat(strategy(Frame.M5, BUY).opinion(candles.look(gaps, false))).isEqualTo(hold(HoldCode.DATA_GAP));
        assertThat(strategy(Frame.M15, BUY).opinion(candles.look(gaps, false))).isEqualTo(hold(HoldCode.DATA_GAP));
        assertThat(strategy(Frame.M5, BUY).setup(candles.look(gaps, false), Side.BUY))
                .isEmpty();

        candles.late("09:20").quiet(72);

        assertThat(strategy(Frame.M5, BUY).opinion(candles.look(gaps, false))).isInstanceOf(Opinion.Act.class);
        assertThat(strategy(Frame.M15, BUY).opinion(candles.look(gaps, false))).isEqualTo(hold(HoldCode.DATA_GAP));
    }

    @Test
    void aPauseIsNoGap() {
        Candles candles = Candles.after(12, Sessions.IN_TWO_PARTS).quiet(9 + 3);

        assertThat(opinion(strategy(Frame.M15, BUY), candles)).isInstanceOf(Opinion.Act.class);
        assertThat(candles.chart().last().orElseThrow().start()).isEqualTo(Sessions.at(Sessions.IN_TWO_PARTS, "11:40"));
    }

    @Test
    void oppositeSidesOnOneBarAreAConflict() {
        assertThat(opinion(strategy(Frame.M5, SELL, BUY), Candles.after(4).quiet(1)))
                .isEqualTo(hold(HoldCode.CONFLICT));
    }

    @Test
    void ofOneSideTheFirstCountsAndStrengthIsRoundedHalfUp() {
        Opinion opinion = opinion(
                strategy(Frame.M5, BUY, new Finding("LATER", Side.BUY, 1, Map.of())),
                Candles.after(4).quiet(1));

        assertThat(((Opinion.Act) opinion).signal().kind()).isEqualTo("UP");
        assertThat(((Opinion.Act) opinion).signal().strength()).isEqualTo(new BigDecimal("33.34"));
    }

    @Test
    void anEntryWhoseTargetIsNotWorthTwiceItsCostIsHeld() {
        // Cost of one share at 100: 0.106 + 2 · 0.05 = 0.206; the least reward is 0.412.
        assertThat(opinion(strategy("99.8", BUY), Candles.after(4).quiet(1))).isEqualTo(hold(HoldCode.EDGE_BELOW_COST));
        assertThat(opinion(strategy("99.75", BUY), Candles.after(4).quiet(1))).isInstanceOf(Opinion.Act.class);
    }

    @Test
    void aSellIsHeldForItsEdgeOnlyWhereItOpensAShort() {
        Candles candles = Candles.after(4).quiet(1);

        assertThat(strategy("100.05", SELL).opinion(candles.look(Set.of(), false)))
                .isInstanceOf(Opinion.Act.class);
        assertThat(strategy("100.05", SELL).opinion(candles.look(Set.of(), true)))
                .isEqualTo(hold(HoldCode.EDGE_BELOW_COST));
    }

    @Test
    void aNameThatIsNoStrategyIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> Strategies.of(Candles.spec("macd")))
                .hasMessage("a strategy is one of [vwap, ema, rsi, smc] but is 'macd'");
    }

    @Test
    void aLookNeedsTheBarThatEndedAtItsTick() {
        Chart chart = Candles.after(1).quiet(2).chart();

        assertThatThrownBy(() -> Look.at(
                        chart,
                        Sessions.on(Candles.TODAY),
                        Sessions.at(Candles.TODAY, "09:30"),
                        Set.of(),
                        Candles.TICK,
                        Candles.RATE,
                        false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Opinion opinion(Strategy strategy, Candles candles) {
        return strategy.opinion(candles.look());
    }

    private static Opinion hold(HoldCode code) {
        return new Opinion.Hold(code);
    }

    private static Strategy strategy(Frame frame, Finding... findings) {
        return strategy(frame, "98", findings);
    }

    private static Strategy strategy(String stop, Finding... findings) {
        return strategy(Frame.M5, stop, findings);
    }

    private static Strategy strategy(Frame frame, String stop, Finding... findings) {
        return new Strategy(Candles.spec("rsi"), new Rule() {
            @Override
            public Frame frame() {
                return frame;
            }

            @Override
            public List<Finding> findings(Look look) {
                return List.of(findings);
            }

            @Override
            public Optional<BigDecimal> stop(Look look, Side side) {
                return Optional.of(new BigDecimal(stop));
            }
        });
    }
}
