package sauda.core.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.Account;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.events.Trade;

/// How an account did, in numbers that were worked out by hand.
class FiguresTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final Instant END = Instant.parse("2026-03-02T10:00:00Z");

    private static Rupees[] rupees(int... values) {
        return IntStream.of(values).mapToObj(Rupees::of).toArray(Rupees[]::new);
    }

    private static TradingDay day(LocalDate date, int opening, int closing, int... marks) {
        Account.Day day = Account.Day.opened(date, Rupees.of(opening))
                .traded(Rupees.ZERO, Rupees.ZERO, Rupees.ZERO, new TreeSet<>(), Rupees.of("12.5"))
                .withModelUse(3, 1_000, Rupees.of("0.75"))
                .valued(Rupees.of(closing));
        return TradingDay.of("a", day, List.of(rupees(marks)), END);
    }

    @Test
    void returnDrawdownChargesAndModelCostAreThoseOfTheDaysTogether() {
        // 1,00,000 up to 1,10,000 at a mark, down to 99,000 the next day (10 % of the peak), then 1,03,000
        Figures figures = Figures.of(List.of(
                        day(MONDAY, 100_000, 105_000, 101_000, 110_000, 104_000),
                        day(MONDAY.plusDays(1), 105_000, 103_000, 99_000, 106_000)))
                .orElseThrow();

        assertThat(figures)
                .isEqualTo(new Figures(
                        MONDAY,
                        MONDAY.plusDays(1),
                        2,
                        Rupees.of(100_000),
                        Rupees.of(103_000),
                        Rupees.of(3_000),
                        new BigDecimal("3.00"),
                        new BigDecimal("10.00"),
                        null,
                        Rupees.of(25),
                        Rupees.of("1.5")));
    }

    @Test
    void withoutADayThereAreNoFigures() {
        assertThat(Figures.of(List.of())).isEmpty();
    }

    @Test
    void aDayFallsFromItsOpeningEvenWithoutAMark() {
        assertThat(day(MONDAY, 100, 90))
                .isEqualTo(new TradingDay(
                        "a",
                        END,
                        day(MONDAY, 100, 90).day(),
                        new Drawdown(Rupees.of(100), Rupees.of(90), Rupees.of(100), Rupees.of(90))));
    }

    @Test
    void sharpeIsTheMeanOverTheDeviationTimesTheRootOfAYear() {
        // ten days of +2 %, ten of −1 %: mean 0.5 %, sample deviation 0.0153897, times √252
        List<BigDecimal> returns = new ArrayList<>(Collections.nCopies(10, new BigDecimal("0.02")));
        returns.addAll(Collections.nCopies(10, new BigDecimal("-0.01")));

        assertThat(Sharpe.of(returns)).contains(new BigDecimal("5.16"));
        assertThat(Sharpe.of(returns.subList(1, 20))).isEmpty();
        assertThat(Sharpe.of(Collections.nCopies(20, BigDecimal.ZERO))).isEmpty();
    }

    private static Trade trade(String net) {
        return new Trade(
                new OrderId("2603021000-AAAAAAAAAAAAAA"),
                "a",
                new Symbol("TCS"),
                "ema",
                "decision:a",
                Side.BUY,
                1,
                1,
                Rupees.of(100),
                Rupees.of(100),
                Rupees.of(90),
                Rupees.of(120),
                Rupees.of(net).plus(Rupees.of(2)),
                Rupees.of(2),
                Fill.Kind.EXIT,
                END,
                END);
    }

    @Test
    void tradesAreCountedByTheirResultAfterCharges() {
        // the second won before its charges and broke even after them: it is no win
        assertThat(TradeFigures.of(List.of(trade("10.005"), trade("0"), trade("-4"))))
                .isEqualTo(new TradeFigures(
                        3,
                        Rupees.of("6.005"),
                        Rupees.of(6),
                        new BigDecimal("33.33"),
                        Rupees.of("10.01"),
                        Rupees.of(-4),
                        new Significance(false, 3, 30, new BigDecimal("0.48"), "3 trades: not significant")));
    }

    @Test
    void withoutATradeThereIsNoRateAndNoBest() {
        assertThat(TradeFigures.of(List.of()))
                .isEqualTo(new TradeFigures(
                        0,
                        Rupees.ZERO,
                        Rupees.ZERO,
                        null,
                        null,
                        null,
                        new Significance(false, 0, 30, null, "0 trades: not significant")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // wins of 3 and losses of 1: the mean is 1, the sample deviation 2.034 of 30, 2.035 of 29
                "1 | 0 | 1 trade: not significant | false",
                "15 | 14 | 29 trades: not significant | false",
                "15 | 15 | 30 trades, t = 2.69: significant | true",
                "10 | 20 | 30 trades, t = 0.95: not significant | false",
                "2 | 28 | 30 trades, t = -3.96: a significant loss | true",
                "0 | 30 | 30 trades: not significant | false"
            })
    void fewTradesOrOnesThatMightBeChanceAreNotSignificant(int won, int lost, String because, boolean significant) {
        List<Rupees> nets = new ArrayList<>(Collections.nCopies(won, Rupees.of(3)));
        nets.addAll(Collections.nCopies(lost, Rupees.of(-1)));

        Significance judged = Significance.of(nets);

        assertThat(judged.because()).isEqualTo(because);
        assertThat(judged.significant()).isEqualTo(significant);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-04, 2026-03-04",
        "WEEK, 2026-03-04, 2026-03-02",
        "WEEK, 2026-03-02, 2026-03-02",
        "WEEK, 2026-03-01, 2026-02-23",
        "MONTH, 2026-03-31, 2026-03-01"
    })
    void aWeekBeginsOnMondayAndAMonthOnItsFirst(Period period, LocalDate date, LocalDate start) {
        assertThat(period.startOf(date)).isEqualTo(start);
    }

    @Property
    void theDrawdownOfPartsIsThatOfTheWhole(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 2_000) Integer> values,
            @ForAll @IntRange(min = 0, max = 29) int cut) {
        List<Rupees> path = values.stream().map(Rupees::of).toList();
        int at = Math.min(cut, path.size());
        Drawdown whole = Drawdown.of(path);
        Drawdown joined = at == 0 || at == path.size()
                ? whole
                : Drawdown.of(path.subList(0, at)).then(Drawdown.of(path.subList(at, path.size())));

        assertThat(joined.percent()).isEqualTo(whole.percent()).isEqualTo(deepest(path));
        assertThat(joined.high()).isEqualTo(Collections.max(path));
        assertThat(joined.low()).isEqualTo(Collections.min(path));
    }

    /// By looking at every pair.
    private static BigDecimal deepest(List<Rupees> path) {
        BigDecimal deepest = BigDecimal.ZERO.setScale(2);
        for (int i = 0; i < path.size(); i++) {
            for (int j = i; j < path.size(); j++) {
                deepest = deepest.max(Figures.percent(path.get(i).minus(path.get(j)), path.get(i)));
            }
        }
        return deepest;
    }

    @Property
    void theProfitsOfTheDaysAreTheProfitOfTheSpan(
            @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 1_000_000) Integer> closings) {
        List<TradingDay> days = IntStream.range(1, closings.size())
                .mapToObj(i -> day(MONDAY.plusDays(i), closings.get(i - 1), closings.get(i)))
                .toList();

        assertThat(Figures.of(days).orElseThrow().pnl())
                .isEqualTo(days.stream().map(TradingDay::pnl).reduce(Rupees.ZERO, Rupees::plus));
    }
}
