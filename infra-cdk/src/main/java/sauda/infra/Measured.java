package sauda.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sauda.events.Metric.By;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// What can be asked of one stage: our own metrics, by the names under which functions write them,
/// and those that AWS keeps of functions, queues and topics.
record Measured(Stage stage) {

    /// A tick comes every five minutes, and nothing is to be known sooner.
    static final Duration TICK = Duration.minutes(5);

    /// An alarm takes no more metrics into one expression.
    private static final int MOST_IN_ONE = 10;

    IMetric ours(sauda.events.Metric metric, String statistic) {
        return ours(metric, statistic, TICK);
    }

    IMetric ours(sauda.events.Metric metric, String statistic, Duration period) {
        if (metric.by() != By.STAGE) {
            throw new IllegalArgumentException(metric + " is told apart by " + metric.by());
        }
        return ours(metric, statistic, period, Map.of());
    }

    IMetric ofAccount(sauda.events.Metric metric, String account) {
        return ours(metric, "Average", TICK, Map.of(sauda.events.Metric.ACCOUNT, account));
    }

    private IMetric ours(sauda.events.Metric what, String statistic, Duration period, Map<String, String> besides) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put(sauda.events.Metric.STAGE, stage.name());
        dimensions.putAll(besides);
        Metric.Builder metric = Metric.Builder.create()
                .namespace(sauda.events.Metric.NAMESPACE)
                .metricName(what.title())
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period);
        return besides.isEmpty()
                ? metric.build()
                : metric.label(String.join(" ", besides.values())).build();
    }

    /// @param part such as `executor-main`
    IMetric ofFunction(String part, String name, String statistic) {
        return ofAws("AWS/Lambda", name, Map.of("FunctionName", stage.called(part)), statistic);
    }

    /// Messages that wait in a queue.
    IMetric waitingIn(String queue) {
        return ofAws(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", stage.called(queue)), "Maximum");
    }

    IMetric publishedOn(String topic) {
        return ofAws("AWS/SNS", "NumberOfMessagesPublished", Map.of("TopicName", stage.called(topic)), "Sum");
    }

    /// Whether a machine, or what it stands on, fails the checks of EC2.
    static IMetric checksFailedOf(String instance) {
        return Metric.Builder.create()
                .namespace("AWS/EC2")
                .metricName("StatusCheckFailed")
                .dimensionsMap(Map.of("InstanceId", instance))
                .statistic("Maximum")
                .period(TICK)
                .build();
    }

    /// Of all functions in the account and region: they take their concurrency out of one pool.
    static IMetric throttlesOfAll() {
        return ofAws("AWS/Lambda", "Throttles", Map.of(), "Sum");
    }

    private static IMetric ofAws(String namespace, String name, Map<String, String> dimensions, String statistic) {
        Metric.Builder metric = Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .period(TICK);
        return dimensions.isEmpty()
                ? metric.build()
                : metric.dimensionsMap(dimensions)
                        .label(String.join(" ", dimensions.values()))
                        .build();
    }

    /// What several come to together, in as few expressions as alarms can take.
    static List<IMetric> sums(List<IMetric> metrics) {
        List<IMetric> sums = new ArrayList<>();
        for (int from = 0; from < metrics.size(); from += MOST_IN_ONE) {
            sums.add(sum(metrics.subList(from, Math.min(metrics.size(), from + MOST_IN_ONE))));
        }
        return List.copyOf(sums);
    }

    /// A metric without data counts as nothing: one that fell silent must not hide the others.
    private static IMetric sum(List<IMetric> metrics) {
        Map<String, IMetric> byId = new LinkedHashMap<>();
        metrics.forEach(metric -> byId.put("m" + byId.size(), metric));
        return MathExpression.Builder.create()
                .expression(
                        byId.keySet().stream().map(id -> "FILL(" + id + ", 0)").collect(Collectors.joining(" + ")))
                .usingMetrics(byId)
                .period(TICK)
                .build();
    }
}
