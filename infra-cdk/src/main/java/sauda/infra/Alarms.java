package sauda.infra;

import static sauda.events.Metric.ADDRESS_TROUBLE;
import static sauda.events.Metric.DAY_LOSS;
import static sauda.events.Metric.DRAWDOWNS;
import static sauda.events.Metric.LIMITS_OVER;
import static sauda.events.Metric.LIMIT_USE;
import static sauda.events.Metric.MODELS_DEGRADED;
import static sauda.events.Metric.MODEL_BUDGET_USE;
import static sauda.events.Metric.MODEL_ERRORS;
import static sauda.events.Metric.ORDER_MILLIS;
import static sauda.events.Metric.RECONCILE_BREAKS;
import static sauda.events.Metric.SHARES_NOT_FLAT;
import static sauda.events.Metric.STOCKS_MISSING;
import static sauda.events.Metric.STRATEGIES_DEGRADED;
import static sauda.events.Metric.TICKS_MISSED;
import static sauda.events.Metric.TICK_SECONDS;
import static sauda.events.Metric.TOKEN_TROUBLE;
import static sauda.events.Metric.UNPROTECTED_SHARES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sauda.events.Routes;
import sauda.events.Routes.Per;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/// Everything that somebody is called for, each with a runbook of its name. Our own metrics are
/// written at work alone, so outside the session there are none, and no metric is no alarm: nights
/// and holidays are quiet without a clock. The one alarm that must hear a silence looks at the
/// clock, see [#schedulerSilent].
final class Alarms extends Construct {

    /// Where the runbooks lie.
    static final String RUNBOOKS = "docs/runbooks/";

    private static final Duration QUARTER = Duration.minutes(15);

    private final List<IAlarm> alarms = new ArrayList<>();
    private final Deployment deployment;
    private final Measured measured;
    private final ITopic notices;

    /// @param machines by which live clients go out now, by client; none where gateways do
    Alarms(Construct scope, Deployment deployment, ITopic notices, Map<String, String> machines) {
        super(scope, "Alarms");
        this.deployment = deployment;
        this.measured = new Measured(deployment.stage());
        this.notices = notices;
        ticks();
        models();
        money();
        venue();
        machinery();
        machines.forEach(this::wayOut);
    }

    List<IAlarm> all() {
        return List.copyOf(alarms);
    }

    private void ticks() {
        once("no-tick", "A tick was finished by nobody", TICKS_MISSED);
        schedulerSilent();
        // Two minutes after a tick the deadline lets accounts go on: later than this, it did not.
        reaches("tick-late", "Books were marked late", measured.ours(TICK_SECONDS, "Maximum"), 150);
        when(
                "data-missing",
                "Stocks have no candles at two of three ticks",
                measured.ours(STOCKS_MISSING, "Sum"),
                1,
                2,
                3);
    }

    /// Nothing of ours can tell that nothing of ours was started. What the Scheduler says to the topic
    /// is counted by AWS, on holidays as well; that a count is missing is only seen beside a metric
    /// that never is, such as that of a queue which Lambda asks all the time.
    private void schedulerSilent() {
        alarm(
                "scheduler-silent",
                "Nothing was started for a quarter of an hour of a weekday's trading hours",
                new SchedulerSilence(
                                deployment.config().calendar().hoursOn(deployment.asOf()),
                                measured.publishedOn(Routes.TOPIC),
                                measured.waitingIn(Routes.queue(Routes.BARS).nameFor(null)))
                        .metric(),
                ComparisonOperator.LESS_THAN_THRESHOLD,
                1,
                3,
                3);
    }

    private void models() {
        reaches(
                "model-errors",
                "Models did not answer three decisions",
                measured.ours(MODEL_ERRORS, "Sum", QUARTER),
                3);
        reaches(
                "model-budget",
                "A model used 80 % of its day's budget",
                measured.ours(MODEL_BUDGET_USE, "Maximum"),
                80);
        once("model-degraded", "A model does worse than its own record", MODELS_DEGRADED);
        once("strategy-degraded", "A strategy does worse than its own record", STRATEGIES_DEGRADED);
    }

    private void money() {
        for (int percent : List.of(5, 8, 10)) {
            reaches(
                    "day-loss-" + percent,
                    "An account lost " + percent + " % of its capital today",
                    measured.ours(DAY_LOSS, "Maximum"),
                    percent);
        }
        once("drawdown", "An account fell far below its highest value", DRAWDOWNS);
        reaches("limit-nearly", "80 % of a limit of the day are used", measured.ours(LIMIT_USE, "Maximum"), 80);
        reaches("limit-breached", "An account is beyond a limit", measured.ours(LIMITS_OVER, "Maximum"), 1);
        once("not-flat", "Shares are held close to the end of trading", SHARES_NOT_FLAT);
    }

    private void venue() {
        reaches(
                "reconcile-break",
                "Our books and the broker's do not agree",
                measured.ours(RECONCILE_BREAKS, "Maximum"),
                1);
        once("unprotected-share", "Open shares have no stop at the broker", UNPROTECTED_SHARES);
        once("token-expiry", "The broker's token is dead, ends too early or was not had", TOKEN_TROUBLE);
        once("ip-mismatch", "The broker does not know the address our orders come from", ADDRESS_TROUBLE);
        // A cold start is no trend: twice in an hour is. There are too few orders for CloudWatch to call
        // a percentile significant, so it is taken as it is.
        when(
                "order-latency",
                "Of the orders of a quarter of an hour one in twenty took half a second or longer",
                measured.ours(ORDER_MILLIS, "p95", QUARTER),
                500,
                2,
                4);
    }

    private void machinery() {
        numbered("dead-letters", "A message was given up", deadLetters());
        numbered("function-errors", "A function failed", errors());
        reaches("throttles", "A function was not started for want of concurrency", Measured.throttlesOfAll(), 1);
    }

    /// One for each client: its machine is the only way to its broker.
    private void wayOut(String client, String machine) {
        alarm(
                "nat-down",
                "nat-down-" + client,
                "The machine by which " + client + " reaches its broker fails AWS's checks",
                Measured.checksFailedOf(machine),
                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                1,
                1,
                1);
    }

    private List<IMetric> deadLetters() {
        return Stream.concat(
                        deployment.fleet().lines().stream().map(Fleet.Line::deadLetters),
                        Stream.of(Routes.TOPIC + "-dead", Routes.LEDGER.name() + "-dead"))
                .map(measured::waitingIn)
                .toList();
    }

    /// Not those of single stocks: when one fails its stock is missing and the tick is a dead letter,
    /// and there may be hundreds, each with its price.
    private List<IMetric> errors() {
        return deployment.fleet().units().stream()
                .filter(unit -> unit.function().per() != Per.STOCK)
                .map(unit -> measured.ofFunction(unit.name(), "Errors", "Sum"))
                .toList();
    }

    /// As many alarms as it takes, with one runbook.
    private void numbered(String name, String says, List<IMetric> metrics) {
        int number = 1;
        for (IMetric sum : Measured.sums(metrics)) {
            alarm(
                    name,
                    name + "-" + number++,
                    says,
                    sum,
                    ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                    1,
                    1,
                    1);
        }
    }

    /// Something happened at all.
    private void once(String name, String says, sauda.events.Metric metric) {
        reaches(name, says, measured.ours(metric, "Sum"), 1);
    }

    private void reaches(String name, String says, IMetric metric, Number threshold) {
        when(name, says, metric, threshold, 1, 1);
    }

    private void when(String name, String says, IMetric metric, Number threshold, int of, int periods) {
        alarm(name, says, metric, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, threshold, of, periods);
    }

    private void alarm(
            String name,
            String says,
            IMetric metric,
            ComparisonOperator compared,
            Number threshold,
            int of,
            int periods) {
        alarm(name, name, says, metric, compared, threshold, of, periods);
    }

    private void alarm(
            String runbook,
            String name,
            String says,
            IMetric metric,
            ComparisonOperator compared,
            Number threshold,
            int of,
            int periods) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName(deployment.stage().called(name))
                .alarmDescription(says + ". What to do: " + RUNBOOKS + runbook + ".md")
                .metric(metric)
                .comparisonOperator(compared)
                .threshold(threshold)
                .datapointsToAlarm(of)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(notices));
        alarms.add(alarm);
    }
}
