package sauda.local.load;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How long answers took, by what was asked.
final class Figures {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final int DIGITS = 3;
    private static final double HALF = 50;
    private static final double MOST = 95;
    private static final double NEARLY_ALL = 99;
    private static final String HEAD = "%-42s %8s %7s %8s %8s %8s %8s %8s";
    private static final String LINE = "%-42s %8d %7d %8.1f %8.1f %8.1f %8.1f %8.1f";

    private final Map<String, Histogram> latencies = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    void answered(String what, long nanos, String outcome, boolean isError) {
        histogram(what).recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos))));
        outcomes.computeIfAbsent(outcome, first -> new LongAdder()).increment();
        if (isError) {
            errors.computeIfAbsent(what, first -> new LongAdder()).increment();
        }
    }

    private Histogram histogram(String what) {
        return latencies.computeIfAbsent(what, first -> new ConcurrentHistogram(LONGEST_MICROS, DIGITS));
    }

    long errors() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long count() {
        return latencies.values().stream().mapToLong(Histogram::getTotalCount).sum();
    }

    /// One line for each thing that was asked, and one for all of them; milliseconds.
    String table(String title, double seconds) {
        StringBuilder table = new StringBuilder();
        line(table, String.format(Locale.ROOT, HEAD, title, "requests", "errors", "per s", "p50", "p95", "p99", "max"));
        Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
        new TreeMap<>(latencies).forEach((what, latency) -> {
            Histogram copy = latency.copy();
            all.add(copy);
            line(table, line(what, copy, errorsOf(what), seconds));
        });
        line(table, line("all", all, errors(), seconds));
        Map<String, Long> sums = new TreeMap<>();
        outcomes.forEach((outcome, count) -> sums.put(outcome, count.sum()));
        line(table, "answers " + sums);
        return table.toString();
    }

    private long errorsOf(String what) {
        LongAdder count = errors.get(what);
        return count == null ? 0 : count.sum();
    }

    private static String line(String what, Histogram latency, long errors, double seconds) {
        return String.format(
                Locale.ROOT,
                LINE,
                what,
                latency.getTotalCount(),
                errors,
                latency.getTotalCount() / seconds,
                millis(latency.getValueAtPercentile(HALF)),
                millis(latency.getValueAtPercentile(MOST)),
                millis(latency.getValueAtPercentile(NEARLY_ALL)),
                millis(latency.getMaxValue()));
    }

    private static double millis(long micros) {
        return micros / 1_000.0;
    }

    private static void line(StringBuilder table, String text) {
        table.append(text).append('\n');
    }
}
