package sauda.core.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Trade;

class DegradationTest {

    private static final Instant START = Instant.parse("2026-03-02T05:00:00Z");

    private static Trade trade(int number, String net) {
        return trade(number, net, Rupees.of(10_000));
    }

    private static Trade trade(int number, String net, Rupees entered) {
        Instant at = START.plus(Duration.ofMinutes(number));
        Symbol symbol = new Symbol("TCS");
        return new Trade(
                OrderId.of(at, "claude", "test", symbol, Side.BUY, number),
                "claude",
                symbol,
                "vwap",
                "test",
                Side.BUY,
                10,
                10,
                entered,
                entered,
                Rupees.of(900),
                Rupees.of(1_100),
                Rupees.of(net),
                Rupees.ZERO,
                Fill.Kind.EXIT,
                at,
                at);
    }

    /// So many trades that win 100 and lose 50 in turn, then so many others.
    private static List<Trade> then(int before, String... recent) {
        return Stream.concat(
                        IntStream.range(0, before).mapToObj(i -> trade(i, i % 2 == 0 ? "100" : "-50")),
                        IntStream.range(0, Degradation.RECENT)
                                .mapToObj(i -> trade(before + i, recent[i % recent.length])))
                .toList();
    }

    @Test
    void theLastTwentyTradesAreHeldAgainstAllBefore() {
        // before: 40 trades, mean 0.25 %, deviation 0.75955; recent: mean -0.75 %, deviation 0.25649
        assertThat(Degradation.of(then(40, "-50", "-100")))
                .hasValue(new Degradation(
                        40, 20, new BigDecimal("0.250"), new BigDecimal("-0.750"), new BigDecimal("-7.51")));
        assertThat(Degradation.of(then(40, "-50", "-100")).orElseThrow().isWorse())
                .isTrue();
    }

    @Test
    void goingOnAsBeforeIsNotWorseAndNeitherIsGettingBetter() {
        assertThat(Degradation.of(then(40, "100", "-50")).orElseThrow().t()).isEqualByComparingTo("0");
        assertThat(Degradation.of(then(40, "200", "100")).orElseThrow().isWorse())
                .isFalse();
    }

    @Test
    void tooFewTradesSayNothing() {
        assertThat(Degradation.of(then(39, "-50", "-100"))).isEmpty();
        assertThat(Degradation.of(List.of())).isEmpty();
    }

    @Test
    void tradesThatAreAllAlikeSayNothing() {
        assertThat(Degradation.of(then(60, "-50"))).isEmpty();
    }

    @Test
    void theOrderIsThatOfTheirEndHoweverTheyAreRead() {
        List<Trade> shuffled = new ArrayList<>(then(40, "-50", "-100"));
        Collections.shuffle(shuffled, new Random(1));

        assertThat(Degradation.of(shuffled)).isEqualTo(Degradation.of(then(40, "-50", "-100")));
    }

    @Test
    void anAccountThatGrewIsNotWorseForItsLargerTrades() {
        List<Trade> grown = Stream.concat(
                        IntStream.range(0, 40).mapToObj(i -> trade(i, i % 2 == 0 ? "100" : "-50")),
                        IntStream.range(40, 60)
                                .mapToObj(i -> trade(i, i % 2 == 0 ? "1000" : "-500", Rupees.of(100_000))))
                .toList();

        assertThat(Degradation.of(grown).orElseThrow().t()).isEqualByComparingTo("0");
    }

    /// A thousand records that did not change: about one in a hundred is called worse by chance.
    @Test
    void chanceAloneIsCalledWorseAboutOnceInAHundredTimes() {
        Random random = new Random(7);
        long worse = IntStream.range(0, 1_000)
                .filter(_ -> Degradation.of(IntStream.range(0, 120)
                                .mapToObj(i -> trade(i, random.nextInt(3) == 0 ? "200" : "-" + random.nextInt(60, 140)))
                                .toList())
                        .orElseThrow()
                        .isWorse())
                .count();

        assertThat(worse).isBetween(1L, 20L);
    }
}
