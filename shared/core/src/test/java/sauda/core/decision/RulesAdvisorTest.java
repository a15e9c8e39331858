package sauda.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.decision.Morning.RELIANCE;
import static sauda.core.decision.Morning.TCS;
import static sauda.core.decision.Morning.buy;
import static sauda.core.decision.Morning.held;
import static sauda.core.decision.Morning.sell;

import org.junit.jupiter.api.Test;
import sauda.events.Side;

class RulesAdvisorTest {

    private final Accepting judge = new Accepting();

    private Accepting advise(Morning morning) {
        Briefing briefing = morning.briefing();
        new RulesAdvisor().advise(briefing, new Tools(briefing, judge, 2), Morning.T.plusSeconds(60));
        return judge;
    }

    @Test
    void entersAtAWeightedStrengthOfSixtyAndClosesAtFortyInConfiguredOrder() {
        assertThat(advise(new Morning()).asked)
                .containsExactly(
                        new Ask.Enter(
                                RELIANCE,
                                Side.BUY,
                                null,
                                "vwap",
                                "vwap BULLISH_BREAKOUT at 2745.10, weighted strength 72.5",
                                73),
                        new Ask.Close(TCS, null, "ema", "ema BEARISH_CROSS at 3862.45, strength 48.25", 48));
    }

    @Test
    void weightsCount() {
        assertThat(advise(Morning.quiet().signals(buy(RELIANCE, "ema", "100"))).asked)
                .isEmpty();
        assertThat(advise(Morning.quiet().signals(buy(RELIANCE, "vwap", "59.99"))).asked)
                .isEmpty();
        assertThat(advise(Morning.quiet().signals(buy(RELIANCE, "vwap", "60"))).asked)
                .hasSize(1);
    }

    @Test
    void signalsOfSeveralStrategiesAddUpAndTheStrongestGivesTheSetup() {
        advise(Morning.quiet().signals(buy(RELIANCE, "vwap", "40"), buy(RELIANCE, "ema", "41")));

        assertThat(judge.asked)
                .singleElement()
                .extracting(ask -> ((Ask.Enter) ask).strategy())
                .isEqualTo("ema");
    }

    @Test
    void ofEqualStrengthTheAccountsFirstStrategyGivesTheSetup() {
        advise(Morning.quiet().signals(buy(RELIANCE, "ema", "50"), buy(RELIANCE, "vwap", "50")));

        assertThat(judge.asked)
                .singleElement()
                .extracting(ask -> ((Ask.Enter) ask).strategy())
                .isEqualTo("vwap");
    }

    @Test
    void anySellSignalKeepsItOut() {
        assertThat(advise(Morning.quiet().signals(buy(RELIANCE, "vwap", "90"), sell(RELIANCE, "ema", "1"))).asked)
                .isEmpty();
    }

    @Test
    void aStrategyThatTheAccountDoesNotUseIsNotHeard() {
        assertThat(advise(Morning.quiet().signals(buy(RELIANCE, "smc", "100"))).asked)
                .isEmpty();
    }

    @Test
    void aWeakSellDoesNotCloseALongAndABuyDoesNotAddToIt() {
        Morning holding = Morning.quiet().holding(held(TCS, Side.BUY, 5, "3850", "3800", "3950"));

        assertThat(advise(holding.signals(sell(TCS, "vwap", "39.99"))).asked).isEmpty();
        assertThat(advise(holding.signals(buy(TCS, "vwap", "100"))).asked).isEmpty();
        assertThat(advise(holding.signals(sell(TCS, "vwap", "40"))).asked).hasSize(1);
    }
}
