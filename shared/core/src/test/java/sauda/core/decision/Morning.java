package sauda.core.decision;

import static sauda.events.Frame.D1;
import static sauda.events.Frame.H1;
import static sauda.events.Frame.M15;
import static sauda.events.Frame.M5;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Missing;
import sauda.events.OrderId;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Reading.Hold;
import sauda.events.Reading.Setup;
import sauda.events.Reading.Trend;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;
import sauda.events.Symbol;

/// One Monday at 10:15: RELIANCE breaks out and nothing is held of it, TCS is held and
/// signals a sale, INFY has no candle.
final class Morning {

    static final Instant T = Instant.parse("2024-01-15T04:45:00Z");
    static final Symbol RELIANCE = new Symbol("RELIANCE");
    static final Symbol TCS = new Symbol("TCS");
    static final Symbol INFY = new Symbol("INFY");

    final List<Signal> signals = new ArrayList<>();
    final List<Position> positions = new ArrayList<>();
    boolean shorts;

    Morning() {
        signals.add(signal(RELIANCE, "vwap", "BULLISH_BREAKOUT", Side.BUY, "72.5", "2745.1", "2731.75", "2785.15"));
        signals.add(signal(TCS, "ema", "BEARISH_CROSS", Side.SELL, "48.25", "3862.45", "3901.1", "3765.85"));
        positions.add(held(TCS, Side.BUY, 20, "3850", "3811.5", "3946.25"));
    }

    static Morning quiet() {
        Morning morning = new Morning();
        morning.signals.clear();
        morning.positions.clear();
        return morning;
    }

    Morning signals(Signal... these) {
        signals.clear();
        signals.addAll(List.of(these));
        return this;
    }

    Morning holding(Position... these) {
        positions.clear();
        positions.addAll(List.of(these));
        return this;
    }

    Morning withShorts() {
        shorts = true;
        return this;
    }

    static Signal buy(Symbol symbol, String strategy, String strength) {
        return signal(symbol, strategy, "BULLISH_CROSS", Side.BUY, strength, "2745.1", "2731.75", "2785.15");
    }

    static Signal sell(Symbol symbol, String strategy, String strength) {
        return signal(symbol, strategy, "BEARISH_CROSS", Side.SELL, strength, "2745.1", "2760", "2700.4");
    }

    static Signal signal(
            Symbol symbol,
            String strategy,
            String kind,
            Side side,
            String strength,
            String entry,
            String stop,
            String target) {
        return new Signal(
                symbol,
                strategy,
                kind,
                side,
                new BigDecimal(strength),
                Rupees.of(entry),
                Rupees.of(stop),
                Rupees.of(target),
                Map.of("atr14", new BigDecimal("5.4321")),
                T.minus(5, ChronoUnit.MINUTES));
    }

    static Position held(Symbol symbol, Side side, long shares, String price, String stop, String target) {
        return new Position(
                "claude",
                symbol,
                side,
                new OrderId("2401150950-ABCDEFGHIJKLMN"),
                "ema",
                0,
                shares,
                0,
                Rupees.of(price).times(shares),
                Rupees.of(stop),
                Rupees.of(target),
                Rupees.of("3862.45"),
                T.minus(25, ChronoUnit.MINUTES));
    }

    Briefing briefing() {
        return new Briefing(
                "claude",
                T,
                Instant.parse("2024-01-15T10:00:00Z"),
                Instant.parse("2024-01-15T09:45:00Z"),
                Instant.parse("2024-01-15T09:50:00Z"),
                shorts,
                List.of(reading(RELIANCE, "2745.1", "2741.35"), reading(TCS, "3862.45", "3871.9")),
                List.of(new Missing(INFY, "DATA_GAP")),
                Map.of(RELIANCE, weights(), TCS, weights(), INFY, weights()),
                Map.of(
                        "vwap", constants("momentumThreshold", "0.5", "riskPercent", "2", "rewardRisk", "3"),
                        "ema", constants("fast", "9", "slow", "21", "riskPercent", "1.5", "rewardRisk", "2.5")),
                positions,
                List.of(new Briefing.Waiting("2401151010-ABCDEFGHIJKLMN", TCS, "SELL", "EXIT", 5, 0)),
                Rupees.of(600_000),
                Rupees.of("523000"),
                Rupees.of("522941.18"),
                Rupees.of("600190.18"),
                Rupees.of("190.18"),
                Rupees.of("58.82"),
                Rupees.of("1204.5"),
                Map.of(
                        "positions", use("1", "3"),
                        "positionsTotal", use("3", "6"),
                        "dayLoss", use("0", "60000"),
                        "exposure", use("77000", "600000"),
                        "tokens", use("41250", "2000000")),
                Map.of(RELIANCE, 218L, TCS, 155L, INFY, 400L),
                new BigDecimal("0.1062"));
    }

    static List<Briefing.Weight> weights() {
        return List.of(new Briefing.Weight("vwap", BigDecimal.ONE), new Briefing.Weight("ema", new BigDecimal("0.5")));
    }

    private static Map<String, BigDecimal> constants(String... namesAndValues) {
        Map<String, BigDecimal> values = new java.util.TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], new BigDecimal(namesAndValues[i + 1]));
        }
        return values;
    }

    private static Briefing.Use use(String used, String limit) {
        return new Briefing.Use(new BigDecimal(used), new BigDecimal(limit));
    }

    private Reading reading(Symbol symbol, String close, String vwap) {
        Rupees last = Rupees.of(close);
        return new Reading(
                symbol,
                T,
                bar(last, T.minus(5, ChronoUnit.MINUTES), 0),
                last.minus(Rupees.of("12.35")),
                Rupees.of("0.05"),
                last.times(new BigDecimal("0.9")).downToTick(Rupees.of("0.05")),
                last.times(new BigDecimal("1.1")).downToTick(Rupees.of("0.05")),
                signals.stream()
                        .filter(signal -> signal.symbol().equals(symbol))
                        .toList(),
                List.of(new Hold(symbol.equals(TCS) ? "vwap" : "ema", "BAR_OPEN")),
                List.of(new Setup(
                        "vwap",
                        Side.BUY,
                        last,
                        last.times(new BigDecimal("0.996")).downToTick(Rupees.of("0.05")),
                        last.times(new BigDecimal("1.012")).downToTick(Rupees.of("0.05")))),
                Map.of(
                        "vwap", new BigDecimal(vwap),
                        "ema20_15m", new BigDecimal(vwap).subtract(new BigDecimal("3.41827")),
                        "rsi14_5m", new BigDecimal("58.73105"),
                        "atr14_5m", new BigDecimal("5.4321")),
                Map.of(H1, Trend.UP, D1, Trend.FLAT),
                Map.of(
                        M5, bars(last, M5, 12),
                        M15, bars(last, M15, 6),
                        H1, bars(last, H1, 3),
                        D1, bars(last, D1, 3)),
                List.of(),
                "0".repeat(64));
    }

    private static List<Bar> bars(Rupees last, Frame frame, int count) {
        List<Bar> bars = new ArrayList<>();
        for (int back = count; back >= 1; back--) {
            Instant start = frame == D1
                    ? Instant.parse("2024-01-15T03:45:00Z").minus(back, ChronoUnit.DAYS)
                    : T.minus(frame.length().multipliedBy(back));
            bars.add(bar(last, start, back - 1));
        }
        return bars;
    }

    private static Bar bar(Rupees close, Instant start, int back) {
        Rupees here = close.minus(Rupees.of("1.85").times(back));
        return new Bar(
                start,
                here.minus(Rupees.of("1.3")),
                here.plus(Rupees.of("0.95")),
                here.minus(Rupees.of("2.15")),
                here,
                41_250 + 1_130L * back);
    }
}
