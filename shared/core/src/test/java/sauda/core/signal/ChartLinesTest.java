package sauda.core.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.ConfigFile;
import sauda.core.market.Frames;
import sauda.core.signal.ChartLines.Area;
import sauda.core.signal.ChartLines.Point;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// What is drawn is what the strategies saw.
class ChartLinesTest {

    private static final LocalDate DATE = LocalDate.parse("2024-01-15");

    private final ChartLines lines = new ChartLines(ConfigFile.defaults().strategies());

    private static List<Bar> rising(LocalDate date, int bars) {
        List<Bar> all = new ArrayList<>();
        Instant open = Sessions.on(date).open();
        for (int i = 0; i < bars; i++) {
            all.add(new Bar(
                    open.plusSeconds(300L * i),
                    Rupees.of(100 + i),
                    Rupees.of(102 + i),
                    Rupees.of(99 + i),
                    Rupees.of(101 + i),
                    i == 0 ? 0 : 10));
        }
        return all;
    }

    @Test
    void whatHasNoValueYetIsNull() {
        List<Bar> bars = rising(DATE, 22);
        List<Point> points = lines.points(List.of(bars), Frame.M5, bars);

        assertThat(points.getFirst()).isEqualTo(new Point(bars.getFirst().start(), null, null, null, null));
        // typical price of the second bar: (103 + 100 + 102) / 3
        assertThat(points.get(1).vwap()).isEqualTo("101.6667");
        assertThat(points.get(8).emaFast()).isNull();
        assertThat(points.get(9).emaFast()).isNotNull();
        assertThat(points.get(13).rsi()).isNull();
        assertThat(points.get(14).rsi()).isEqualTo("100.0000");
        assertThat(points.get(20).emaSlow()).isNull();
        assertThat(points.get(21).emaSlow()).isNotNull();
    }

    @Test
    void withoutBarsThereIsNothingToDraw() {
        assertThat(lines.points(List.of(), Frame.D1, List.of())).isEmpty();
        assertThat(lines.areas(List.of())).isEmpty();
    }

    @Test
    void aLongerBarHasTheVwapAfterItsLastFiveMinutesAndBarsThatStillFormBelongToNone() {
        List<Bar> today = rising(DATE, 5);
        List<Bar> yesterday = rising(DATE.minusDays(3), 75);
        List<Bar> quarters = folded(Frame.M15, yesterday, today);
        Map<Instant, BigDecimal> five =
                lines.points(List.of(yesterday, today), Frame.M5, join(yesterday, today)).stream()
                        .filter(point -> point.vwap() != null)
                        .collect(Collectors.toMap(Point::start, Point::vwap));

        List<Point> points = lines.points(List.of(yesterday, today), Frame.M15, quarters);
        List<Point> days = lines.points(List.of(yesterday, today), Frame.D1, folded(Frame.D1, yesterday, today));

        assertThat(points).hasSize(26);
        assertThat(points.getLast().vwap()).isEqualTo(five.get(today.get(2).start()));
        assertThat(days).hasSize(1);
        assertThat(days.getFirst().vwap())
                .isEqualTo(five.get(yesterday.getLast().start()));
    }

    private static List<Bar> join(List<Bar> one, List<Bar> other) {
        List<Bar> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static List<Bar> folded(Frame frame, List<Bar> one, List<Bar> other) {
        return List.copyOf(Frames.of(join(one, other), Sessions::of).bars(frame));
    }

    /// On real candles, at the end of each of the last sessions, with the strategies' own window.
    @Test
    void theFiguresAndTheZonesAreThoseOfTheStrategies() {
        Symbol symbol = new Symbol("RELIANCE");
        Map<LocalDate, List<Bar>> byDate = new LinkedHashMap<>();
        RealCandles.of(symbol)
                .forEach(bar -> byDate.computeIfAbsent(TradingCalendar.dateOf(bar.start()), first -> new ArrayList<>())
                        .add(bar));
        List<List<Bar>> sessions = List.copyOf(byDate.values()).subList(0, Math.min(byDate.size(), 40));
        List<Bar> fives = sessions.stream().flatMap(List::stream).toList();
        List<Bar> quarters = new ArrayList<>();
        sessions.forEach(session -> quarters.addAll(
                closed(Frames.of(session, Sessions::of), session).bars(Frame.M15)));
        Map<Instant, Point> five = byStart(lines.points(sessions, Frame.M5, fives));
        Map<Instant, Point> fifteen = byStart(lines.points(sessions, Frame.M15, quarters));
        List<Area> areas = lines.areas(quarters);

        int compared = 0;
        for (int day = Frames.SESSIONS; day < sessions.size(); day++) {
            List<Bar> window = sessions.subList(day + 1 - Frames.SESSIONS, day + 1).stream()
                    .flatMap(List::stream)
                    .toList();
            Chart chart = Chart.of(symbol, window, Sessions::of);
            chart.closeUntil(Sessions.on(TradingCalendar.dateOf(window.getLast().start()))
                    .close());
            Track m5 = chart.track(Frame.M5);
            Track m15 = chart.track(Frame.M15);
            Point at5 = five.get(m5.bars().getLast().start());
            Point at15 = fifteen.get(m15.bars().getLast().start());
            assertThat(at5.rsi()).isEqualTo(four(m5.rsi(14, m5.newest())));
            assertThat(at15.emaFast()).isEqualTo(four(m15.ema(9, m15.newest())));
            assertThat(at15.emaSlow()).isEqualTo(four(m15.ema(21, m15.newest())));
            assertThat(at5.vwap())
                    .isEqualTo(chart.vwap()
                            .at(m5.newest() - chart.vwap().firstBar())
                            .orElseThrow()
                            .setScale(4, RoundingMode.HALF_UP));
            assertThat(living(areas, m15.bars().getLast().start())).isEqualTo(zonesOf(m15));
            compared++;
        }
        assertThat(compared).isPositive();
    }

    private static Frames closed(Frames frames, List<Bar> session) {
        frames.closeUntil(
                Sessions.on(TradingCalendar.dateOf(session.getFirst().start())).close());
        return frames;
    }

    private static Map<Instant, Point> byStart(List<Point> points) {
        return points.stream().collect(Collectors.toMap(Point::start, point -> point));
    }

    private static BigDecimal four(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
    }

    private record Edges(Rupees low, Rupees high, Instant from) {}

    private static Set<Edges> living(List<Area> areas, Instant after) {
        return areas.stream()
                .filter(area -> !area.from().isAfter(after)
                        && (area.until() == null || area.until().isAfter(after)))
                .map(area -> new Edges(area.low(), area.high(), area.from()))
                .collect(Collectors.toSet());
    }

    private Set<Edges> zonesOf(Track track) {
        var smc = Strategies.smc(
                Strategies.Parameters.of(ConfigFile.defaults().strategies().get("smc")));
        return track.fold(Structure.class, smc.figures(), () -> new Structure(smc.figures())).zones().stream()
                .map(zone -> new Edges(
                        zone.low(), zone.high(), track.bar(zone.madeAt()).start()))
                .collect(Collectors.toSet());
    }
}
