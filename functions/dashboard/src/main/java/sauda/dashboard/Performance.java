package sauda.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Rupees;
import sauda.events.Snapshot;

/// Value over time.
///
/// @param total  all accounts together, without the baselines; null when one account is asked for
/// @param series one for each account, in configured order
record Performance(@Nullable Series total, List<Series> series) {

    /// @param account name, or `total`
    /// @param more    whether older points were left out because of the limit
    /// @param points  oldest first
    record Series(String account, boolean more, List<Point> points) {}

    /// @param timestamp  the tick of the snapshot
    /// @param totalValue cash less charges, and what the open positions would bring
    /// @param dayPnl     against the value at the day's opening, charges included
    /// @param totalPnl   against the capital
    record Point(Instant timestamp, Rupees totalValue, Rupees dayPnl, Rupees totalPnl) {

        static Point of(Snapshot snapshot) {
            return new Point(snapshot.t(), snapshot.value(), snapshot.dayPnl(), snapshot.totalPnl());
        }
    }

    /// @param summed those of the series that the total is of
    static Performance of(List<Series> summed, List<Series> series) {
        return new Performance(total(summed), series);
    }

    /// The sum at every timestamp from which on each account has a value. An account without a
    /// snapshot at one of them counts with its last one; its profit of the day ends with the day.
    private static Series total(List<Series> series) {
        List<NavigableMap<Instant, Point>> accounts = new ArrayList<>();
        TreeSet<Instant> timestamps = new TreeSet<>();
        for (Series one : series) {
            if (!one.points().isEmpty()) {
                NavigableMap<Instant, Point> points = new TreeMap<>();
                one.points().forEach(point -> points.put(point.timestamp(), point));
                accounts.add(points);
                timestamps.addAll(points.keySet());
            }
        }
        boolean more = series.stream().anyMatch(Series::more);
        return accounts.stream()
                .map(NavigableMap::firstKey)
                .max(Comparator.naturalOrder())
                .map(start -> timestamps.tailSet(start).stream()
                        .map(timestamp -> sum(accounts, timestamp))
                        .toList())
                .map(points -> new Series("total", more, points))
                .orElse(new Series("total", false, List.of()));
    }

    private static Point sum(List<NavigableMap<Instant, Point>> accounts, Instant timestamp) {
        Point sum = new Point(timestamp, Rupees.ZERO, Rupees.ZERO, Rupees.ZERO);
        for (NavigableMap<Instant, Point> points : accounts) {
            Point point = points.floorEntry(timestamp).getValue();
            boolean sameDay = TradingCalendar.dateOf(point.timestamp()).equals(TradingCalendar.dateOf(timestamp));
            sum = new Point(
                    timestamp,
                    sum.totalValue().plus(point.totalValue()),
                    sum.dayPnl().plus(sameDay ? point.dayPnl() : Rupees.ZERO),
                    sum.totalPnl().plus(point.totalPnl()));
        }
        return sum;
    }
}
