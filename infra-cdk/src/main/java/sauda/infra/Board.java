package sauda.infra;

import static sauda.events.Metric.DAY_LOSS;
import static sauda.events.Metric.DAY_PNL;
import static sauda.events.Metric.DECISION_MILLIS;
import static sauda.events.Metric.LIMIT_USE;
import static sauda.events.Metric.MODEL_BUDGET_USE;
import static sauda.events.Metric.MODEL_COST;
import static sauda.events.Metric.MODEL_ERRORS;
import static sauda.events.Metric.ORDERS_DENIED;
import static sauda.events.Metric.ORDERS_FILLED;
import static sauda.events.Metric.ORDERS_REJECTED;
import static sauda.events.Metric.ORDERS_UNKNOWN;
import static sauda.events.Metric.ORDER_ANSWERED_MILLIS;
import static sauda.events.Metric.ORDER_MILLIS;
import static sauda.events.Metric.ORDER_POSTED_MILLIS;
import static sauda.events.Metric.ORDER_QUEUED_MILLIS;
import static sauda.events.Metric.ORDER_RESERVED_MILLIS;
import static sauda.events.Metric.ORDER_SENT_MILLIS;
import static sauda.events.Metric.RECONCILE_BREAKS;
import static sauda.events.Metric.STOCKS_MISSING;
import static sauda.events.Metric.TICKS_MISSED;
import static sauda.events.Metric.TICK_SECONDS;
import static sauda.events.Metric.TRADING_STATE;
import static sauda.events.Metric.UNPROTECTED_SHARES;
import static sauda.events.Metric.URGENT_ALERTS;
import static sauda.events.Metric.VALUE;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sauda.core.config.Config.AccountSpec;
import sauda.events.Metric;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.SearchExpression;
import software.constructs.Construct;

/// The machine room on one page of CloudWatch: what is wrong, then ticks, orders, models, money,
/// and last what AWS itself keeps. How it trades is on the page of the product.
final class Board extends Construct {

    private static final int WHOLE = 24;
    private static final int HALF = 12;
    private static final int THIRD = 8;
    private static final int HIGH = 6;

    private final Deployment deployment;
    private final Measured measured;

    Board(Construct scope, Deployment deployment, Alarms alarms) {
        super(scope, "Board");
        this.deployment = deployment;
        this.measured = new Measured(deployment.stage());
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(deployment.stage().prefix())
                .widgets(List.of(
                        List.of(AlarmStatusWidget.Builder.create()
                                .title("What somebody was called for")
                                .alarms(alarms.all())
                                .width(WHOLE)
                                .build()),
                        List.of(
                                graph("Seconds from a tick to marked books", HALF, worst(TICK_SECONDS)),
                                graph(
                                        "What is not as it should be",
                                        HALF,
                                        sums(
                                                TICKS_MISSED,
                                                STOCKS_MISSING,
                                                RECONCILE_BREAKS,
                                                UNPROTECTED_SHARES,
                                                URGENT_ALERTS))),
                        List.of(
                                graph(
                                        "An order's way, milliseconds, p95",
                                        HALF,
                                        p95(
                                                ORDER_RESERVED_MILLIS,
                                                ORDER_POSTED_MILLIS,
                                                ORDER_QUEUED_MILLIS,
                                                ORDER_SENT_MILLIS,
                                                ORDER_ANSWERED_MILLIS,
                                                ORDER_MILLIS)),
                                graph(
                                        "Orders",
                                        HALF,
                                        sums(ORDERS_FILLED, ORDERS_DENIED, ORDERS_REJECTED, ORDERS_UNKNOWN))),
                        List.of(
                                graph("A decision, milliseconds, p95", THIRD, p95(DECISION_MILLIS)),
                                graph("Decisions without an answer", THIRD, sums(MODEL_ERRORS)),
                                graph("A model's cost of a decision, rupees", THIRD, ofAccounts(MODEL_COST))),
                        List.of(
                                graph("Value, rupees", THIRD, ofAccounts(VALUE)),
                                graph("Profit and loss of the day, rupees", THIRD, ofAccounts(DAY_PNL)),
                                graph(
                                        "Used of limits and budgets, percent",
                                        THIRD,
                                        worst(DAY_LOSS, LIMIT_USE, MODEL_BUDGET_USE, TRADING_STATE))),
                        List.of(
                                graph("Functions' errors", THIRD, ofFunctions("Errors", "Sum")),
                                graph(
                                        "Functions' milliseconds, the longest",
                                        THIRD,
                                        ofFunctions("Duration", "Maximum")),
                                graph("Waiting in queues", THIRD, inQueues())),
                        List.of(LogQueryWidget.Builder.create()
                                .title("What functions warned of")
                                .logGroupNames(logs())
                                .view(LogQueryVisualizationType.TABLE)
                                .queryLines(List.of(
                                        "fields time, level, function, correlation, account, `order`, message, error",
                                        "filter level in [\"WARN\", \"ERROR\"]",
                                        "sort time desc",
                                        "limit 50"))
                                .width(WHOLE)
                                .height(HIGH)
                                .build())))
                .build();
    }

    private static IWidget graph(String title, int width, List<IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(width)
                .height(HIGH)
                .build();
    }

    private List<IMetric> worst(Metric... metrics) {
        return asked("Maximum", metrics);
    }

    private List<IMetric> sums(Metric... metrics) {
        return asked("Sum", metrics);
    }

    private List<IMetric> p95(Metric... metrics) {
        return asked("p95", metrics);
    }

    private List<IMetric> asked(String statistic, Metric... metrics) {
        return Stream.of(metrics)
                .map(metric -> measured.ours(metric, statistic))
                .toList();
    }

    private List<IMetric> ofAccounts(Metric metric) {
        return deployment.config().activeAccounts().stream()
                .map(AccountSpec::name)
                .map(account -> measured.ofAccount(metric, account))
                .toList();
    }

    private List<IMetric> ofFunctions(String name, String statistic) {
        return found("{AWS/Lambda,FunctionName} MetricName=\"" + name + "\" " + ofTheStage("FunctionName"), statistic);
    }

    private List<IMetric> inQueues() {
        return found(
                "{AWS/SQS,QueueName} MetricName=\"ApproximateNumberOfMessagesVisible\" " + ofTheStage("QueueName"),
                "Maximum");
    }

    /// Names are searched by their words.
    private String ofTheStage(String dimension) {
        return Stream.of(deployment.stage().prefix().split("-", -1))
                .map(word -> dimension + "=" + word)
                .collect(Collectors.joining(" "));
    }

    /// Found when it is looked at, however many there are.
    private static List<IMetric> found(String search, String statistic) {
        return List.of(SearchExpression.Builder.create()
                .expression("SEARCH('" + search + "', '" + statistic + "')")
                .label("")
                .period(Measured.TICK)
                .build());
    }

    /// As many as one query may ask.
    private List<String> logs() {
        return deployment.fleet().units().stream()
                .map(unit -> deployment.stage().log(unit.name()))
                .limit(50)
                .toList();
    }
}
