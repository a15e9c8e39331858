package sauda.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.events.Rupees;
import sauda.events.Snapshot;

/// Value over time.
///
/// @param every     `tick` or `day`: how far apart the points are, before they were thinned
/// @param total     all accounts together, without the baselines; null when one account is asked for
/// @param series    one for each account, in configured order
/// @param baselines what each of these accounts would be worth had it bought all its stocks at the
///                  first price of the series' first day, with the value it opened that day with,
///                  and kept them; without points when no price is known
record Performance(String every, @Nullable Series total, List<Series> series, List<Series> baselines) {

    /// @param account name, or `total`, or `hold:` and the name
    /// @param kind    `model`, `rules`, `ensemble`, `buyAndHold` or `total`
    /// @param more    whether older points were left out because of the limit; never when they were
    ///                thinned, which keeps the first and the last
    /// @param points  oldest first, at most 500
    record Series(String account, String kind, boolean more, List<Point> points) {

        /// The newest points, as many as are wanted.
        Series newest(int most) {
            int size = points.size();
            return size <= most ? this : new Series(account, kind, true, points.subList(size - most, size));
        }

        /// As many points as are wanted, evenly, the first and the last among them.
        Series thinned(int most) {
            int size = points.size();
            if (size <= most) {
                return this;
            }
            return new Series(
                    account,
                    kind,
                    more,
                    most == 1
                            ? List.of(points.getLast())
                            : IntStream.range(0, most)
                                    .mapToObj(i -> points.get((int) ((long) i * (size - 1) / (most - 1))))
                                    .toList());
        }
    }

    /// @param timestamp  the tick of the snapshot
    /// @param totalValue cash less charges, and what the open positions would bring
    /// @param dayPnl     against the value at the day's opening, charges included
    /// @param totalPnl   against the capital
    record Point(Instant timestamp, Rupees totalValue, Rupees dayPnl, Rupees totalPnl) {

        static Point of(Snapshot snapshot) {
            return new Point(snapshot.t(), snapshot.value(), snapshot.dayPnl(), snapshot.totalPnl());
        }
    }

    /// The sum at every timestamp from which on each account has a value. An account without a
    /// snapshot at one of them counts with its last one; its profit of the day ends with the day.
    static Series total(List<Series> series) {
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
                .map(points -> new Series("total", "total", more, points))
                .orElse(new Series("total", "total", false, List.of()));
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
