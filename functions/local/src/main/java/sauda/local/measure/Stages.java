package sauda.local.measure;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// How long each stage took, from tick to books.
final class Stages {

    private static final int DIGITS = 3;
    private static final long LONGEST = TimeUnit.MINUTES.toMicros(5);

    /// From the stage before it, if nothing else is said.
    enum Stage {
        READ("tick → a stock's reading stored, signals and all"),
        MARKED("readings → an account's books marked, with the queue"),
        DECIDED("books → decision committed, with the queue and no model"),
        QUEUED("decision committed → taken by the executor"),
        RESERVED("taken → reserved under the limits"),
        SENT("reserved → sent: one commit more"),
        BROKER("sent → acknowledged by a broker that takes 60 ms"),
        BOOKED("acknowledged → booked"),
        WHOLE("**decision committed → acknowledged**");

        private final String said;

        Stage(String said) {
            this.said = said;
        }
    }

    private final Map<Stage, Histogram> times = new EnumMap<>(Stage.class);

    void took(Stage stage, long nanos) {
        times.computeIfAbsent(stage, first -> new Histogram(LONGEST, DIGITS))
                .recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST));
    }

    /// What passed is not counted: a system that has just started says nothing of one that runs.
    void forget() {
        times.clear();
    }

    /// Milliseconds at a percentile; 0 for what never happened.
    double at(Stage stage, double percentile) {
        Histogram all = times.get(stage);
        return all == null ? 0 : all.getValueAtPercentile(percentile) / 1_000.0;
    }

    String table() {
        StringBuilder table =
                new StringBuilder("| stage | how many | p50, ms | p95, ms | p99, ms |\n|---|---|---|---|---|\n");
        times.forEach((stage, all) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %.1f | %.1f | %.1f |%n",
                stage.said,
                all.getTotalCount(),
                at(stage, 50),
                at(stage, 95),
                at(stage, 99))));
        return table.toString();
    }
}
