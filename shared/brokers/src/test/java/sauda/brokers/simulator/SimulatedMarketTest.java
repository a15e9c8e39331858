package sauda.brokers.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.market.CandleCheck;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.core.market.CheckedCandles;
import sauda.core.market.PriceBand;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Sha256;
import sauda.events.Symbol;

class SimulatedMarketTest {

    private static final Symbol TCS = new Symbol("TCS");
    private static final List<Symbol> FIVE = symbols("RELIANCE", "TCS", "INFY", "HDFCBANK", "ICICIBANK");
    private static final LocalDate DAY = LocalDate.of(2024, 1, 16);

    /// A change of this hash changes every simulated run and what was recorded of it.
    @Test
    void oneDayOfOneSeedIsTheSameForever() {
        String day = day(market(1), TCS, DAY).stream().map(Bar::toString).collect(Collectors.joining("\n"));

        assertThat(Sha256.hex(day)).isEqualTo("57d84bd002e8fd979affa2e1d41752ec6e7da5fafc1190843c44c08c7198dbb6");
    }

    @Test
    void anAnswerDoesNotDependOnWhatWasAskedBefore() {
        List<Bar> fresh = day(market(7), TCS, DAY);
        SimulatedMarket busy = market(7);
        day(busy, new Symbol("INFY"), DAY.plusYears(1));
        day(busy, TCS, DAY.plusDays(30));
        day(busy, new Symbol("SBIN"), DAY);
        day(busy, TCS, DAY.minusDays(30));

        assertThat(day(busy, TCS, DAY)).isEqualTo(fresh);
        assertThat(bars(busy, TCS, DAY.minusDays(10), DAY.plusDays(10))).containsSequence(fresh);
    }

    @Test
    void seedsStocksAndDaysAllDiffer() {
        Set<List<String>> days = new HashSet<>();
        for (long seed : new long[] {0, 1, -1, Long.MAX_VALUE}) {
            for (Symbol symbol : FIVE) {
                days.add(shape(day(market(seed), symbol, DAY)));
                days.add(shape(day(market(seed), symbol, DAY.plusDays(1))));
            }
        }
        assertThat(days).hasSize(40);
    }

    @Test
    void aFullDayHasABarForEverySlot() {
        assertThat(day(market(1), TCS, DAY))
                .extracting(Bar::start)
                .isEqualTo(starts(DAY))
                .hasSize(75);
    }

    @Test
    void aBarIsThereOnceItHasEnded() {
        Instant open = Sessions.of(DAY).open();

        assertThat(market(1).bars(TCS, open, open.plusSeconds(299))).isEmpty();
        assertThat(market(1).bars(TCS, open, open.plusSeconds(300))).hasSize(1);
        assertThat(market(1).bars(TCS, open.plusSeconds(1), open.plusSeconds(600)))
                .hasSize(1);
        assertThat(market(1).bars(TCS, open, open)).isEmpty();
    }

    @Test
    void aClosedDayHasNoBars() {
        assertThat(bars(market(1), TCS, LocalDate.of(2024, 1, 13), LocalDate.of(2024, 1, 14)))
                .isEmpty();
    }

    @Test
    void aDrillInTwoPartsHasBothAndStaysInItsNarrowBand() {
        for (long seed = 1; seed <= 50; seed++) {
            List<Bar> drill = day(market(seed), TCS, Sessions.DRILL);

            assertThat(drill)
                    .extracting(Bar::start)
                    .isEqualTo(starts(Sessions.DRILL))
                    .hasSize(21);
        }
    }

    @Test
    void anEveningOfMuhuratTradesForAnHour() {
        assertThat(day(market(1), TCS, Sessions.MUHURAT))
                .extracting(Bar::start)
                .isEqualTo(starts(Sessions.MUHURAT))
                .hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20_260_101, -9})
    void everyBarPassesTheCheckOnTheGridAndInsideTheBandOfTheBarsBefore(long seed) {
        SimulatedMarket market = market(seed);
        for (Symbol symbol : FIVE) {
            List<Bar> previous = List.of();
            for (LocalDate date : sessions(LocalDate.of(2023, 11, 1), LocalDate.of(2024, 4, 30))) {
                Session session = Sessions.of(date);
                Rupees tick = market.tick(symbol, date);
                List<Bar> bars = day(market, symbol, date);
                CheckedCandles checked = new CandleCheck(session, previous, tick).at(session.close(), bars);

                assertThat(checked.bars()).isEqualTo(bars);
                assertThat(checked.missing()).isEmpty();
                assertThat(checked.warnings()).isEmpty();
                assertThat(checked.isFresh()).isTrue();
                assertInsideBand(session, tick, previous, bars);
                previous = bars;
            }
        }
    }

    private static void assertInsideBand(Session session, Rupees tick, List<Bar> previous, List<Bar> bars) {
        for (int i = 0; i < bars.size() && !previous.isEmpty(); i++) {
            PriceBand band =
                    PriceBand.after(bars.subList(0, i), previous.getLast().close(), session.bandPercent(), tick);
            assertThat(band.holds(bars.get(i).low()) && band.holds(bars.get(i).high()))
                    .as("%s holds %s", band, bars.get(i))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theStocksFollowOneMarketAndGoTheirOwnWaysBesideIt(long seed) {
        List<double[]> daily = new ArrayList<>();
        List<double[]> fiveMinutes = new ArrayList<>();
        for (Symbol symbol : FIVE) {
            daily.add(returns(dayCloses(market(seed), symbol)));
            fiveMinutes.add(returns(bars(market(seed), symbol, DAY, DAY.plusDays(60)).stream()
                    .map(Bar::close)
                    .toList()));
        }
        for (int i = 0; i < FIVE.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(correlation(daily.get(i), daily.get(j))).isBetween(0.2, 0.9);
                assertThat(correlation(fiveMinutes.get(i), fiveMinutes.get(j))).isBetween(0.2, 0.9);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aStockMovesLikeALargeIndianStock(long seed) {
        for (Symbol symbol : FIVE) {
            double annualPercent = 100 * deviation(returns(dayCloses(market(seed), symbol))) * Math.sqrt(248);
            double[] ranges = bars(market(seed), symbol, DAY, DAY.plusDays(60)).stream()
                    .mapToDouble(SimulatedMarketTest::rangePercent)
                    .sorted()
                    .toArray();

            assertThat(annualPercent).isBetween(18.0, 35.0);
            assertThat(ranges[ranges.length / 2]).isBetween(0.1, 0.3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void moreIsTradedInTheFirstAndInTheLastHalfHourThanAtNoon(long seed) {
        SimulatedMarket market = market(seed);
        for (Symbol symbol : FIVE) {
            double first = 0;
            double noon = 0;
            double last = 0;
            for (LocalDate date : sessions(DAY, DAY.plusDays(30))) {
                List<Bar> bars = day(market, symbol, date);
                if (bars.size() == 75) {
                    first += volume(bars.subList(0, 6));
                    noon += volume(bars.subList(34, 40));
                    last += volume(bars.subList(69, 75));
                }
            }
            assertThat(first).isGreaterThan(1.5 * noon);
            assertThat(last).isGreaterThan(1.3 * noon);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theNightLeavesGapsThatAreMostlySmall(long seed) {
        SimulatedMarket market = market(seed);
        List<Double> gaps = new ArrayList<>();
        List<Bar> previous = List.of();
        for (LocalDate date : sessions(DAY, DAY.plusDays(300))) {
            List<Bar> bars = day(market, TCS, date);
            if (!previous.isEmpty()) {
                gaps.add(100
                        * Math.abs(Math.log(number(bars.getFirst().open())
                                / number(previous.getLast().close()))));
            }
            previous = bars;
        }
        assertThat(gaps.stream().filter(gap -> gap > 0.3).count()).isGreaterThan(gaps.size() / 4);
        assertThat(gaps.stream().filter(gap -> gap < 1.0).count()).isGreaterThan(gaps.size() * 3L / 4);
        assertThat(gaps.stream().filter(gap -> gap > 1.2).count()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void someDaysTrendSomeRangeAndSomeAreShocked(long seed) {
        SimulatedMarket market = market(seed);
        int trending = 0;
        int ranging = 0;
        int shocked = 0;
        for (LocalDate date : sessions(DAY, DAY.plusDays(120))) {
            List<Bar> bars = day(market, TCS, date);
            double high =
                    bars.stream().mapToDouble(bar -> number(bar.high())).max().orElseThrow();
            double low =
                    bars.stream().mapToDouble(bar -> number(bar.low())).min().orElseThrow();
            double body = Math.abs(
                    number(bars.getLast().close()) - number(bars.getFirst().open()));
            double[] ranges = bars.stream()
                    .mapToDouble(SimulatedMarketTest::rangePercent)
                    .sorted()
                    .toArray();
            trending += body > 0.7 * (high - low) ? 1 : 0;
            ranging += body < 0.2 * (high - low) ? 1 : 0;
            shocked += ranges[ranges.length - 1] > 5 * ranges[ranges.length / 2] ? 1 : 0;
        }
        assertThat(trending).isGreaterThan(8);
        assertThat(ranging).isGreaterThan(8);
        assertThat(shocked).isGreaterThan(2);
    }

    @Test
    void pricesStayBelievableOverTheYears() {
        for (long seed = 1; seed <= 2; seed++) {
            for (Symbol symbol : FIVE) {
                double level = Listing.of(symbol).level();
                for (Rupees close : dayCloses(market(seed), symbol)) {
                    assertThat(number(close)).isBetween(level * 0.5, level * 2);
                }
            }
        }
    }

    @Test
    void anyOtherStockHasABelievablePriceToo() {
        for (Symbol symbol : symbols("SBIN", "AXISBANK", "IDEA", "M&M", "X")) {
            assertThat(number(day(market(1), symbol, DAY).getFirst().open())).isBetween(75.0, 7_500.0);
        }
    }

    @Test
    void theTickSizeIsThatOfTheLastMonthsCloseForTheWholeMonth() {
        SimulatedMarket market = market(1);
        Symbol bank = new Symbol("HDFCBANK");
        Map<YearMonth, Rupees> lastCloses = new HashMap<>();
        Set<Rupees> seen = new HashSet<>();
        for (LocalDate date : sessions(LocalDate.of(2023, 1, 2), LocalDate.of(2025, 12, 31))) {
            Rupees tick = market.tick(bank, date);
            Rupees base = lastCloses.get(YearMonth.from(date).minusMonths(1));
            if (base != null) {
                assertThat(tick).isEqualTo(Sessions.tick(date, base));
            }
            seen.add(tick);
            lastCloses.put(
                    YearMonth.from(date), day(market, bank, date).getLast().close());
        }
        assertThat(seen).containsExactlyInAnyOrder(Rupees.of("0.05"), Rupees.of("0.10"));
    }

    @Test
    void nothingWasBeforeTheBeginning() {
        assertThat(bars(market(1), TCS, LocalDate.of(2022, 1, 1), LocalDate.of(2023, 1, 1)))
                .isEmpty();
        assertThatThrownBy(() -> market(1).tick(TCS, LocalDate.of(2022, 12, 31)))
                .isInstanceOf(CandlesUnavailable.class)
                .hasMessageContaining("begins on 2023-01-02");
    }

    @Test
    void aYearThatTheCalendarLacksIsNotInvented() {
        SimulatedMarket market = new SimulatedMarket(
                1,
                date -> {
                    if (date.getYear() > 2024) {
                        throw new TradingCalendar.YearMissing(date.getYear());
                    }
                    return Sessions.on(date);
                },
                Sessions::tick);

        assertThatThrownBy(() -> bars(market, TCS, LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2)))
                .isInstanceOf(TradingCalendar.YearMissing.class);
        assertThat(day(market, TCS, DAY)).isEqualTo(day(market(1), TCS, DAY));
    }

    @Test
    void pricesAreAsQuoted() {
        assertThat(market(1).isUnadjusted()).isTrue();
    }

    private static SimulatedMarket market(long seed) {
        return new SimulatedMarket(seed, Sessions::on, Sessions::tick);
    }

    private static List<Symbol> symbols(String... codes) {
        return Arrays.stream(codes).map(Symbol::new).toList();
    }

    private static List<Bar> day(SimulatedMarket market, Symbol symbol, LocalDate date) {
        return bars(market, symbol, date, date);
    }

    private static List<Bar> bars(SimulatedMarket market, Symbol symbol, LocalDate first, LocalDate last) {
        return market.bars(
                symbol,
                first.atStartOfDay(TradingCalendar.INDIA).toInstant(),
                last.plusDays(1)
                        .atStartOfDay(TradingCalendar.INDIA)
                        .minusSeconds(1)
                        .toInstant());
    }

    private static List<LocalDate> sessions(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1))
                .filter(date -> Sessions.on(date).isPresent())
                .toList();
    }

    private static List<Instant> starts(LocalDate date) {
        return Sessions.of(date).ticks().stream()
                .map(end -> end.minus(Duration.ofMinutes(5)))
                .toList();
    }

    private static List<String> shape(List<Bar> bars) {
        return bars.stream()
                .map(bar -> bar.close().over(bars.getFirst().open()).toPlainString())
                .toList();
    }

    private static List<Rupees> dayCloses(SimulatedMarket market, Symbol symbol) {
        return sessions(LocalDate.of(2024, 1, 1), LocalDate.of(2025, 12, 31)).stream()
                .map(date -> day(market, symbol, date).getLast().close())
                .toList();
    }

    private static double[] returns(List<Rupees> prices) {
        return IntStream.range(1, prices.size())
                .mapToDouble(i -> Math.log(number(prices.get(i)) / number(prices.get(i - 1))))
                .toArray();
    }

    private static double correlation(double[] one, double[] other) {
        double meanOne = Arrays.stream(one).average().orElseThrow();
        double meanOther = Arrays.stream(other).average().orElseThrow();
        double sum = IntStream.range(0, one.length)
                .mapToDouble(i -> (one[i] - meanOne) * (other[i] - meanOther))
                .sum();
        return sum / one.length / deviation(one) / deviation(other);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    private static double rangePercent(Bar bar) {
        return 100 * number(bar.high().minus(bar.low())) / number(bar.close());
    }

    private static double volume(List<Bar> bars) {
        return bars.stream().mapToDouble(Bar::volume).sum();
    }

    private static double number(Rupees price) {
        return price.amount().doubleValue();
    }
}
