package sauda.cloud.watch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.measure.Measure;
import sauda.events.EventJson;
import sauda.events.Metric;

/// Writes measures as CloudWatch reads metrics out of a log: one JSON object on a line, its
/// embedded metric format. No call is made, and a line that nobody reads costs nothing else.
public final class MetricLines {

    /// CloudWatch reads no more of one metric from a line.
    private static final int MOST_VALUES = 100;

    private final String stage;
    private final Consumer<String> lines;

    /// @param lines takes each line
    public MetricLines(String stage, Consumer<String> lines) {
        this.stage = stage;
        this.lines = lines;
    }

    /// What one line can hold: values of one instant with the same dimensions.
    private record Group(@Nullable String account, Instant at) {}

    public void write(List<Measure> measures) {
        Map<Group, List<Measure>> groups = measures.stream()
                .collect(Collectors.groupingBy(
                        measure -> new Group(measure.account(), measure.at()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        groups.forEach((group, of) -> {
            for (int from = 0; from < of.size(); from += MOST_VALUES) {
                lines.accept(line(group, of.subList(from, Math.min(of.size(), from + MOST_VALUES))));
            }
        });
    }

    private String line(Group group, List<Measure> measures) {
        Map<String, Object> line = new LinkedHashMap<>();
        Set<Metric> metrics = new LinkedHashSet<>();
        measures.forEach(measure -> metrics.add(measure.metric()));
        for (Metric metric : metrics) {
            line.put(
                    metric.title(),
                    measures.stream()
                            .filter(measure -> measure.metric() == metric)
                            .map(Measure::value)
                            .toList());
        }
        line.put(Metric.STAGE, stage);
        if (group.account() != null) {
            line.put(Metric.ACCOUNT, group.account());
        }
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        group.at().toEpochMilli(),
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                Metric.NAMESPACE,
                                "Dimensions",
                                List.of(
                                        group.account() == null
                                                ? List.of(Metric.STAGE)
                                                : List.of(Metric.STAGE, Metric.ACCOUNT)),
                                "Metrics",
                                metrics.stream()
                                        .map(metric -> Map.of(
                                                "Name",
                                                metric.title(),
                                                "Unit",
                                                metric.unit().code()))
                                        .toList()))));
        return EventJson.write(line);
    }
}
