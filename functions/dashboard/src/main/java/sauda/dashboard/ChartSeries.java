package sauda.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.signal.ChartLines;
import sauda.dashboard.Candlesticks.Asked;
import sauda.dashboard.MarketApi.SeriesView;
import sauda.events.Bar;
import sauda.events.Frame;

/// Indicators and zones for the bars of a chart. They begin long enough before the first bar
/// shown to agree with the strategies: 20 sessions, which are at least 40 days, and more for
/// daily bars.
final class ChartSeries {

    private static final int DAYS_BEFORE = 40;
    private static final int DAYS_BEFORE_DAILY = 120;
    private static final int MOST_ZONES = 500;

    private final Candlesticks candlesticks;
    private final ChartLines lines;
    private final Function<Asked, SeriesView> remembered = Candlesticks.remembered(this::make);

    ChartSeries(Candlesticks candlesticks, Config config) {
        this.candlesticks = candlesticks;
        this.lines = new ChartLines(config.strategies());
    }

    SeriesView of(Asked asked) {
        return remembered.apply(asked);
    }

    private SeriesView make(Asked asked) {
        List<Bar> shown = candlesticks.shown(asked).bars();
        if (shown.isEmpty()) {
            return new SeriesView(asked.symbol(), asked.frame(), List.of(), List.of());
        }
        Instant first = shown.getFirst().start();
        Instant last = shown.getLast().start();
        LocalDate from =
                TradingCalendar.dateOf(first).minusDays(asked.frame() == Frame.D1 ? DAYS_BEFORE_DAILY : DAYS_BEFORE);
        List<List<Bar>> sessions = candlesticks.between(asked.symbol(), from, TradingCalendar.dateOf(last));
        List<ChartLines.Point> points = lines.points(sessions, asked.frame(), folded(sessions, asked.frame())).stream()
                .filter(point ->
                        !point.start().isBefore(first) && !point.start().isAfter(last))
                .toList();
        Instant end = last.plus(asked.frame().length());
        List<ChartLines.Area> zones = lines.areas(folded(sessions, Frame.M15)).stream()
                .filter(zone -> zone.from().isBefore(end)
                        && (zone.until() == null || !zone.until().isBefore(first)))
                .sorted(Comparator.comparing(ChartLines.Area::from))
                .toList();
        return new SeriesView(
                asked.symbol(),
                asked.frame(),
                points,
                zones.subList(Math.max(0, zones.size() - MOST_ZONES), zones.size()));
    }

    private List<Bar> folded(List<List<Bar>> sessions, Frame frame) {
        return sessions.stream()
                .flatMap(session -> candlesticks.fold(session, frame).stream())
                .toList();
    }
}
