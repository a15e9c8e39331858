package sauda.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.ScheduleLine;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.Start;
import sauda.events.Routes;
import sauda.events.Tick;
import sauda.infra.Fleet.Unit;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleGroup;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The dead man beside a stage: his own functions, roles, schedule, table, queue and topic. Of the main
/// stack he uses the registered addresses and, by name, the ledger and the secrets; the addresses hold
/// that stack's network in place as long as he stands.
final class DeadManStack extends Stack {

    /// A look that comes later than the next one is none.
    private static final Duration AGE = Duration.seconds(60);

    /// One for the minute, and one for a press in its middle.
    private static final int AT_ONCE = 2;

    /// Looks that did not reach him.
    private static final String MISSED = Routes.DEAD_MAN.name() + "-missed";

    private static final String RUNBOOK = "dead-man-failing.md";

    private static final List<String> READING = List.of("dynamodb:GetItem", "dynamodb:Query");
    private static final List<String> KEEPING = List.of(
            "dynamodb:GetItem",
            "dynamodb:Query",
            "dynamodb:PutItem",
            "dynamodb:DeleteItem",
            "dynamodb:ConditionCheckItem");

    /// All that he writes into the ledger: the lock, its link in the operators' chain, and alerts.
    private static final List<String> WRITTEN = List.of("CONTROL", "AUDIT#OPERATORS", "ALERTS");

    private final Deployment deployment;
    private final Stage stage;
    private final Encryption encryption;
    private final Settings settings;
    private final Measured measured;
    private final Table table;
    private final Topic topic;
    private final Queue dead;

    /// @param ways out of each live client, by its registered address; null where it has none
    DeadManStack(Construct scope, Deployment deployment, Function<Client, FunctionUnit.@Nullable Place> ways) {
        super(
                scope,
                deployment.stage().stack() + "-dead-man",
                StackProps.builder()
                        .description("Cancels, leaves and locks when Sauda is silent: "
                                + deployment.stage().name())
                        .build());
        this.deployment = deployment;
        this.stage = deployment.stage();
        this.encryption = Encryption.ofTheServices(this, stage);
        this.settings = new Settings(this, deployment.yaml());
        this.measured = new Measured(stage);
        this.table = table();
        this.topic = topic();
        this.dead = DeadLetters.standard(this, stage, encryption, MISSED);
        Queue queue = queue();
        List<Alias> aliases = new ArrayList<>();
        List<Client> live = deployment.fleet().liveClients();
        if (live.isEmpty()) {
            aliases.add(function(null, null));
        }
        live.forEach(client -> aliases.add(function(client, ways.apply(client))));
        aliases.getFirst()
                .addEventSource(
                        SqsEventSource.Builder.create(queue).batchSize(1).build());
        schedule(aliases);
        alarmOfDeadLetters();

        output("DeadManTopic", topic.getTopicArn(), "He tells people here; subscribe whoever must hear of it");
        output(
                "DeadManFunctions",
                String.join(" ", aliases.stream().map(Alias::getFunctionArn).toList()),
                "Press, look and unlock by `aws lambda invoke`, or by the command dead-man; see docs/runbooks/dead-man.md");
        output("DeadManQueue", queue.getQueueUrl(), "Takes presses, such as those of Telegram");
        Aspects.of(this).add(new AwsSolutionsChecks());
        stage.spec().tags().forEach((name, value) -> Tags.of(this).add(name, value));
        Tags.of(this).add("application", "sauda");
        Tags.of(this).add("stage", stage.name());
    }

    /// @param client whose address it has; null where none is live
    private Alias function(@Nullable Client client, FunctionUnit.@Nullable Place way) {
        Unit unit = new Unit(Routes.DEAD_MAN, client == null ? null : client.id());
        FunctionUnit function = new FunctionUnit(
                this,
                stage,
                encryption,
                unit,
                deployment.jars().apply(Routes.DEAD_MAN),
                settings.layer(),
                environment(client),
                AT_ONCE,
                Start.PLAIN,
                way);
        allow(function, client);
        Alias alias = function.alias()
                .retryAttempts(0)
                .maxEventAge(AGE)
                .onFailure(new SqsDestination(dead))
                .build();
        alarmOfFailures(unit.name());
        alarmOfSilence(unit.name());
        return alias;
    }

    private Map<String, String> environment(@Nullable Client client) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SAUDA_STAGE", stage.name());
        environment.put("SAUDA_MODE", stage.isOnPaper() ? "paper" : "live");
        environment.put("SAUDA_TABLE", stage.called(Routes.LEDGER.name()));
        environment.put("SAUDA_CONFIG", Settings.PATH);
        environment.put("SAUDA_CONFIG_HASH", deployment.config().hash());
        environment.put("SAUDA_MARKET", deployment.fleet().market());
        environment.put("SAUDA_DEAD_MAN_TABLE", table.getTableName());
        environment.put("SAUDA_DEAD_MAN_TOPIC", topic.getTopicArn());
        if (client != null) {
            environment.put("SAUDA_CLIENT", client.id());
            environment.putAll(deployment.brokerUrls());
        }
        return environment;
    }

    private void allow(FunctionUnit function, @Nullable Client client) {
        String ledger = DeadManNames.tableArn(this, stage.called(Routes.LEDGER.name()));
        allow(function, READING, ledger);
        function.function()
                .addToRolePolicy(PolicyStatement.Builder.create()
                        .actions(List.of("dynamodb:PutItem"))
                        .resources(List.of(ledger))
                        .conditions(Map.of("ForAllValues:StringEquals", Map.of("dynamodb:LeadingKeys", WRITTEN)))
                        .build());
        allow(function, KEEPING, table.getTableArn());
        allow(function, List.of("sns:Publish"), topic.getTopicArn());
        if (client != null && client.secret() != null) {
            allow(function, List.of("secretsmanager:GetSecretValue"), DeadManNames.secretArn(this, client.secret()));
            allow(
                    function,
                    List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
                    DeadManNames.secretArn(this, Objects.requireNonNull(client.tokenSecret())));
        }
    }

    private static void allow(FunctionUnit function, List<String> actions, String resource) {
        function.function()
                .addToRolePolicy(PolicyStatement.Builder.create()
                        .actions(actions)
                        .resources(List.of(resource))
                        .build());
    }

    private Table table() {
        Table made = Table.Builder.create(this, "Table")
                .tableName(DeadManNames.table(stage))
                .partitionKey(text(Routes.DEAD_MAN_TABLE.partitionKey()))
                .sortKey(text(Routes.DEAD_MAN_TABLE.sortKey()))
                .timeToLiveAttribute(Routes.DEAD_MAN_TABLE.expiry())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        encryption.of(made);
        return made;
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    /// Without a key: alarms may not use the one that AWS keeps for SNS.
    private Topic topic() {
        Topic made = Topic.Builder.create(this, "Topic")
                .topicName(stage.called(Routes.DEAD_MAN.name()))
                .enforceSsl(true)
                .build();
        made.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(made.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
                .build());
        stage.spec().mail().forEach(address -> made.addSubscription(new EmailSubscription(address)));
        return made;
    }

    private Queue queue() {
        Queue made = Queue.Builder.create(this, "Queue")
                .queueName(DeadManNames.queue(stage))
                .fifo(true)
                .contentBasedDeduplication(false)
                .enforceSsl(true)
                .visibilityTimeout(
                        Duration.seconds(Routes.DEAD_MAN_QUEUE.visibility().toSeconds()))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(DeadLetters.fifo(this, stage, encryption, Routes.DEAD_MAN_QUEUE.deadLettersFor(null)))
                        .maxReceiveCount(Routes.DEAD_MAN_QUEUE.receives())
                        .build())
                .build();
        encryption.of(made);
        return made;
    }

    /// Past the topic of the main stack: at the minutes of its watch, from the open to the end.
    private void schedule(List<Alias> aliases) {
        ScheduleGroup group = ScheduleGroup.Builder.create(this, "Group")
                .scheduleGroupName(stage.called(Routes.DEAD_MAN.name()))
                .build();
        for (ScheduleLine line : deployment.schedule()) {
            if (line.duty() == Tick.Duty.WATCH) {
                for (int i = 0; i < aliases.size(); i++) {
                    String name = line.name() + (i == 0 ? "" : "-" + (i + 1));
                    Schedule.Builder.create(this, name)
                            .scheduleName(name)
                            .scheduleGroup(group)
                            .schedule(ScheduleExpression.expression(line.expression(), TimeZone.ASIA_KOLKATA))
                            .start(instant(line.start()))
                            .end(instant(line.end()))
                            .timeWindow(TimeWindow.off())
                            .target(LambdaInvoke.Builder.create(aliases.get(i))
                                    .input(ScheduleTargetInput.fromObject(Map.of("verb", "LOOK")))
                                    .retryAttempts(1)
                                    .maxEventAge(AGE)
                                    .deadLetterQueue(dead)
                                    .build())
                            .build();
                }
            }
        }
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime inIndia) {
        return inIndia == null ? null : inIndia.atZone(TradingCalendar.INDIA).toInstant();
    }

    /// He is started in market hours only, so at night there is nothing that could fail.
    private void alarmOfFailures(String name) {
        alarm(
                name + "-failing",
                "The dead man's looks fail: nobody watches the watcher",
                Metric.Builder.create()
                        .namespace("AWS/Lambda")
                        .metricName("Errors")
                        .dimensionsMap(Map.of("FunctionName", stage.called(name)))
                        .period(Duration.minutes(1))
                        .statistic("Sum")
                        .build(),
                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                2,
                5);
    }

    /// Who is not started fails nothing, so that nothing came is looked for, beside a clock.
    private void alarmOfSilence(String name) {
        alarm(
                name + "-silent",
                "The dead man was not started for a quarter of an hour of a weekday's trading hours",
                new SchedulerSilence(
                                deployment.config().calendar().hoursOn(deployment.asOf()),
                                measured.ofFunction(name, "Invocations", "Sum"),
                                measured.waitingIn(Routes.DEAD_MAN_QUEUE.nameFor(null)))
                        .metric(),
                ComparisonOperator.LESS_THAN_THRESHOLD,
                3,
                3);
    }

    private void alarmOfDeadLetters() {
        Measured.sums(List.of(
                        measured.waitingIn(MISSED), measured.waitingIn(Routes.DEAD_MAN_QUEUE.deadLettersFor(null))))
                .forEach(waiting -> alarm(
                        Routes.DEAD_MAN.name() + "-undelivered",
                        "A look or a press did not reach the dead man",
                        waiting,
                        ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                        1,
                        1));
    }

    private void alarm(String name, String says, IMetric metric, ComparisonOperator compared, int of, int periods) {
        Alarm alarm = Alarm.Builder.create(this, name)
                .alarmName(stage.called(name))
                .alarmDescription(says + ". What to do: " + Alarms.RUNBOOKS + RUNBOOK)
                .metric(metric)
                .threshold(1)
                .comparisonOperator(compared)
                .datapointsToAlarm(of)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
    }

    private void output(String name, String value, String description) {
        CfnOutput.Builder.create(this, name)
                .value(value)
                .description(description)
                .build();
    }
}
