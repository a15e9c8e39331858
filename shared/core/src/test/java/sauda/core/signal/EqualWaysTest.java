package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.market.Frames;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Signal;
import sauda.events.Symbol;

/// On all real data it does not matter how the bars came: one by one to a chart that is
/// warm since the first day, or to one that is built from the window at each day's start
/// (every tick is compared); the whole past at once, or the window alone (every 311th tick).
class EqualWaysTest {

    private static final DayPrices PRICES = new DayPrices(Rupees.of(100), Rupees.of(90), Rupees.of(110));

    private final SignalStage stage = new SignalStage(Candles.all());
    private final List<Strategy> strategies =
            Candles.all().stream().map(Strategies::of).toList();

    @Test
    void barByBarAllAtOnceAndTheWindowAloneGiveTheSameReadings() {
        Map<String, Integer> counts = new TreeMap<>();
        long compared = RealCandles.symbols().stream()
                .mapToLong(symbol -> compareWays(symbol, counts))
                .sum();
        System.out.println(compared + " ticks were built in three ways; signals by strategy and kind: " + counts);
        assertThat(compared).isGreaterThan(400);
    }

    private long compareWays(Symbol symbol, Map<String, Integer> counts) {
        List<Bar> bars = RealCandles.of(symbol);
        Chart warm = new Chart(symbol);
        Chart sinceToday = warm;
        List<Integer> sessionStarts = new ArrayList<>();
        Session session = Sessions.on(TradingCalendar.dateOf(bars.getFirst().start()));
        long compared = 0;
        for (int i = 0; i < bars.size(); i++) {
            LocalDate date = TradingCalendar.dateOf(bars.get(i).start());
            if (sessionStarts.isEmpty() || !date.equals(session.date())) {
                session = Sessions.on(date);
                sessionStarts.add(i);
                int first = sessionStarts.get(Math.max(0, sessionStarts.size() - Frames.SESSIONS));
                sinceToday = Chart.of(symbol, bars.subList(first, i), Sessions::of);
            }
            warm.add(bars.get(i), session);
            sinceToday.add(bars.get(i), session);
            Reading reading = read(warm, session);
            reading.signals().forEach(signal -> counts.merge(signal.strategy() + " " + signal.kind(), 1, Integer::sum));
            assertThat(opinions(sinceToday, session)).isEqualTo(opinions(warm, session));
            if (i % 311 == 0) {
                List<Bar> past = bars.subList(0, i + 1);
                int first = sessionStarts.get(Math.max(0, sessionStarts.size() - Frames.SESSIONS));
                assertThat(read(Chart.of(symbol, past.subList(first, past.size()), Sessions::of), session))
                        .isEqualTo(reading);
                if (i % 2 == 0) {
                    assertThat(read(Chart.of(symbol, past, Sessions::of), session))
                            .isEqualTo(reading);
                }
                compared++;
            }
        }
        return compared;
    }

    @Test
    void whatComesLaterChangesNothing() {
        Symbol symbol = new Symbol("TCS");
        List<Bar> bars = RealCandles.of(symbol);
        int known = 3000;
        List<Bar> otherFuture = new ArrayList<>(bars.subList(0, known));
        bars.subList(known, known + 300).forEach(bar -> otherFuture.add(twiceAsDear(bar)));

        List<Reading> real = readAll(symbol, bars.subList(0, known + 300));
        List<Reading> other = readAll(symbol, otherFuture);
        List<Reading> without = readAll(symbol, bars.subList(0, known));

        assertThat(other.subList(0, known)).isEqualTo(real.subList(0, known)).isEqualTo(without);
        assertThat(other.get(known)).isNotEqualTo(real.get(known));
    }

    @Test
    void eachStrategyFindsSomethingInJanuary2024() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Symbol symbol : RealCandles.symbols()) {
            List<Bar> bars = RealCandles.of(symbol).stream()
                    .filter(bar -> !bar.start().isBefore(Instant.parse("2023-12-01T00:00:00Z"))
                            && bar.start().isBefore(Instant.parse("2024-02-01T00:00:00Z")))
                    .toList();
            for (Reading reading : readAll(symbol, bars)) {
                if (!reading.t().isBefore(Instant.parse("2024-01-01T00:00:00Z"))) {
                    for (Signal signal : reading.signals()) {
                        counts.merge(signal.strategy() + " " + signal.kind(), 1, Integer::sum);
                    }
                }
            }
        }
        System.out.println("January 2024: " + counts);
        assertThat(counts)
                .containsOnlyKeys(
                        "ema BEARISH_CROSS",
                        "ema BULLISH_CROSS",
                        "rsi OVERBOUGHT_EXIT",
                        "rsi OVERSOLD_EXIT",
                        "smc BEARISH_FAIR_VALUE_GAP",
                        "smc BEARISH_ORDER_BLOCK",
                        "smc BULLISH_FAIR_VALUE_GAP",
                        "smc BULLISH_ORDER_BLOCK",
                        "vwap BEARISH_BREAKDOWN",
                        "vwap BEARISH_RETEST",
                        "vwap BULLISH_BREAKOUT",
                        "vwap BULLISH_RETEST");
    }

    private List<Reading> readAll(Symbol symbol, List<Bar> bars) {
        Chart chart = new Chart(symbol);
        List<Reading> readings = new ArrayList<>();
        for (Bar bar : bars) {
            Session session = Sessions.on(TradingCalendar.dateOf(bar.start()));
            chart.add(bar, session);
            readings.add(read(chart, session));
        }
        return readings;
    }

    private List<Opinion> opinions(Chart chart, Session session) {
        Look look = look(chart, session);
        return strategies.stream().map(strategy -> strategy.opinion(look)).toList();
    }

    private Reading read(Chart chart, Session session) {
        return stage.read(look(chart, session), PRICES, true, List.of());
    }

    private static Look look(Chart chart, Session session) {
        Instant t = chart.last().orElseThrow().start().plus(Frame.M5.length());
        return Look.at(chart, session, t, Set.of(), Candles.TICK, Candles.RATE, true);
    }

    private static Bar twiceAsDear(Bar bar) {
        BigDecimal two = BigDecimal.TWO;
        return new Bar(
                bar.start(),
                bar.open().times(two),
                bar.high().times(two),
                bar.low().times(two),
                bar.close().times(two),
                bar.volume());
    }
}
