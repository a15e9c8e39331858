package sauda.core.signal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sauda.core.calendar.Session;
import sauda.core.config.Config.StrategySpec;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A stock whose past is quiet: each 5-minute bar opens and closes at 100, reaches from
/// 99.50 to 100.50 (so that ATR is 1 and VWAP is 100, exactly) and trades 1,000 shares.
final class Candles {

    static final LocalDate TODAY = LocalDate.parse("2024-01-17");
    static final Symbol INFY = new Symbol("INFY");
    static final Rupees TICK = Rupees.of("0.05");
    static final BigDecimal RATE = new BigDecimal("0.00106");

    private final Chart chart = new Chart(INFY);
    private final Session session;
    private Instant next;

    private Candles(LocalDate today) {
        this.session = Sessions.on(today);
        this.next = session.open();
    }

    /// @param sessions whole quiet sessions before today
    static Candles after(int sessions) {
        return after(sessions, TODAY);
    }

    static Candles after(int sessions, LocalDate today) {
        Candles candles = new Candles(today);
        Sessions.before(today, sessions).forEach(date -> candles.quietDay(date, 75));
        return candles;
    }

    /// @param bars quiet bars before today, the first session cut short if need be
    static Candles afterBars(int bars) {
        Candles candles = new Candles(TODAY);
        int left = bars;
        for (LocalDate date : Sessions.before(TODAY, (bars + 74) / 75)) {
            int count = left % 75 == 0 ? 75 : left % 75;
            candles.quietDay(date, count);
            left -= count;
        }
        return candles;
    }

    private void quietDay(LocalDate date, int bars) {
        Session day = Sessions.on(date);
        day.ticks().stream()
                .skip(75 - bars)
                .map(tick -> tick.minus(Frame.M5.length()))
                .forEach(start -> chart.add(quiet(start), day));
    }

    static Bar quiet(Instant start) {
        return bar(start, "100", "100.5", "99.5", "100", 1000);
    }

    static Bar bar(Instant start, String open, String high, String low, String close, long volume) {
        return new Bar(start, Rupees.of(open), Rupees.of(high), Rupees.of(low), Rupees.of(close), volume);
    }

    Candles quiet(int bars) {
        for (int i = 0; i < bars; i++) {
            add(quiet(next));
        }
        return this;
    }

    Candles then(String open, String high, String low, String close, long volume) {
        add(bar(next, open, high, low, close, volume));
        return this;
    }

    /// Leaves a bar out.
    Candles gap() {
        step();
        return this;
    }

    private void add(Bar bar) {
        chart.add(bar, session);
        step();
    }

    private void step() {
        do {
            next = next.plus(Duration.ofMinutes(5));
        } while (!session.startsBar(next) && next.isBefore(session.close()));
    }

    /// Brings a bar that was left out.
    Candles late(String time) {
        chart.add(quiet(Sessions.at(session.date(), time)), session);
        return this;
    }

    Chart chart() {
        return chart;
    }

    Look look() {
        return look(Set.of(), false);
    }

    Look look(Set<Instant> gaps, boolean sellOpensShort) {
        Instant t = chart.last().orElseThrow().start().plus(Frame.M5.length());
        return Look.at(chart, session, t, gaps, TICK, RATE, sellOpensShort);
    }

    static Strategy strategy(String name) {
        return Strategies.of(spec(name));
    }

    static List<StrategySpec> all() {
        return Strategies.NAMES.stream().map(Candles::spec).toList();
    }

    static StrategySpec spec(String name) {
        return new StrategySpec(name, true, BigDecimal.ONE, new BigDecimal(rewardRisk(name)), Map.of());
    }

    private static String rewardRisk(String name) {
        return switch (name) {
            case "vwap" -> "3";
            case "ema" -> "2.5";
            case "rsi" -> "2";
            default -> "4";
        };
    }
}
