package sauda.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Start;
import sauda.events.Routes;
import sauda.events.Routes.Grant;
import sauda.events.Routes.Per;
import sauda.events.Tick;
import sauda.infra.Fleet.Line;
import sauda.infra.Fleet.Unit;
import sauda.infra.Users.SignIn;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.eventsources.DynamoEventSource;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sns.FilterOrPolicy;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// All functions of the fleet: what each knows, what each may do, and what starts it.
final class Functions extends Construct {

    private static final Duration TICK_AGE = Duration.seconds(60);
    private static final int STREAM_RETRIES = 5;

    /// Entries have one message group, so one runs at a time; SQS takes no limit below 2.
    private static final int ENTRIES_AT_ONCE = 2;

    private final Deployment deployment;
    private final Fleet fleet;
    private final Encryption encryption;
    private final Settings settings;
    private final Ledger ledger;
    private final Queues queues;
    private final Topics topics;
    private final Tokens tokens;
    private final @Nullable Egress egress;
    private final Queue deadFacts;
    private final SignIn signIn;
    private final Sockets sockets;
    private final Map<String, Alias> aliases = new LinkedHashMap<>();

    /// @param egress the way out of live clients; null where they have none of their own
    Functions(
            Construct scope,
            Deployment deployment,
            Encryption encryption,
            Settings settings,
            Ledger ledger,
            Queues queues,
            Topics topics,
            Tokens tokens,
            @Nullable Egress egress,
            SignIn signIn,
            Sockets sockets) {
        super(scope, "Functions");
        this.deployment = deployment;
        this.fleet = deployment.fleet();
        this.encryption = encryption;
        this.settings = settings;
        this.ledger = ledger;
        this.queues = queues;
        this.topics = topics;
        this.tokens = tokens;
        this.egress = egress;
        this.signIn = signIn;
        this.sockets = sockets;
        deadFacts = DeadLetters.standard(this, deployment.stage(), encryption, Routes.LEDGER.name() + "-dead");
        fleet.units().forEach(this::deploy);
    }

    /// The function that the API's routes lead to.
    Alias http() {
        return fleet.units().stream()
                .filter(unit -> unit.function().http())
                .map(unit -> of(unit.name()))
                .findFirst()
                .orElseThrow();
    }

    /// The hooks that are there, each with its function.
    Map<Routes.Hook, IFunction> hooks() {
        Map<Routes.Hook, IFunction> hooks = new LinkedHashMap<>();
        fleet.hooks().forEach(hook -> hooks.put(hook, of(hook.function())));
        return hooks;
    }

    /// The function of a name, such as `dashboard-socket`.
    Alias of(String name) {
        Alias alias = aliases.get(name);
        if (alias == null) {
            throw new IllegalArgumentException("no function " + name);
        }
        return alias;
    }

    private void deploy(Unit unit) {
        FunctionUnit function = new FunctionUnit(
                this,
                deployment.stage(),
                encryption,
                unit,
                deployment.jars().apply(unit.function()),
                settings.layer(),
                environment(unit),
                isExecutor(unit) ? exitsAtOnce(unit.of()) + ENTRIES_AT_ONCE : null,
                startOf(unit),
                egress == null ? null : fleet.liveClientOf(unit).map(egress::of).orElse(null));
        allow(function);
        Tick.Duty duty = unit.function().duty();
        Alias alias = duty == null ? function.alias().build() : startedBy(duty, function);
        fleet.consumedBy(unit).forEach(line -> consume(alias, unit, line));
        if (!unit.function().stream().isEmpty()) {
            followLedger(alias, unit.function().stream());
            Accepted.streamsAreListed(function);
        }
        if (startOf(unit) == Start.PROVISIONED) {
            new ReadyInMarketHours(function, alias, deployment.readyHours());
        }
        aliases.put(unit.name(), alias);
    }

    private Map<String, String> environment(Unit unit) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SAUDA_STAGE", deployment.stage().name());
        environment.put("SAUDA_MODE", deployment.stage().isOnPaper() ? "paper" : "live");
        environment.put("SAUDA_TABLE", ledger.table().getTableName());
        environment.put("SAUDA_CONFIG", Settings.PATH);
        environment.put("SAUDA_CONFIG_HASH", deployment.config().hash());
        environment.put("SAUDA_MARKET", fleet.market());
        if (unit.of() != null) {
            environment.put("SAUDA_" + unit.function().per().name(), unit.of());
        }
        if (fleet.tokenReadBy(unit).isPresent()) {
            environment.putAll(deployment.brokerUrls());
        }
        List<Line> fed = fleet.fedBy(unit);
        if (!fed.isEmpty()) {
            environment.put(
                    "SAUDA_QUEUES",
                    fed.stream()
                            .map(line -> line.name() + "=" + queues.of(line).getQueueUrl())
                            .collect(Collectors.joining(",")));
        }
        if (unit.function().grants().contains(Grant.NOTICES)) {
            environment.put("SAUDA_NOTICES_TOPIC", topics.notices().getTopicArn());
        }
        if (presses(unit)) {
            environment.put("SAUDA_DEAD_MAN_QUEUE", DeadManNames.queueUrl(this, deployment.stage()));
        }
        if (unit.function().grants().contains(Grant.SOCKETS)) {
            environment.put("SAUDA_SOCKETS", sockets.management());
        }
        if (unit.function().name().equals(Routes.AUTHORIZER)) {
            environment.put("SAUDA_ISSUER", signIn.issuer());
            environment.put("SAUDA_CLIENT_ID", signIn.client());
        }
        return environment;
    }

    private void allow(FunctionUnit function) {
        Unit unit = function.unit();
        boolean ofSockets = unit.function().grants().contains(Grant.SOCKETS);
        if (unit.function().stream().isEmpty()) {
            if (ofSockets) {
                ledger.letKeepConnections(function.function());
            } else if (!unit.function().name().equals(Routes.AUTHORIZER)) {
                ledger.letReadAndWrite(function.function());
            }
        } else if (ofSockets) {
            // What follows the ledger is handed all else it needs; were it to write what it is
            // handed, it would follow itself.
            ledger.letFollowConnections(function.function());
        }
        fleet.fedBy(unit)
                .forEach(line -> function.function()
                        .addToRolePolicy(
                                allowing("sqs:SendMessage", queues.of(line).getQueueArn())));
        fleet.secretOf(unit)
                .ifPresent(name -> function.function()
                        .addToRolePolicy(
                                allowing("secretsmanager:GetSecretValue", DeadManNames.secretArn(this, name))));
        fleet.tokenReadBy(unit)
                .ifPresent(client -> function.function()
                        .addToRolePolicy(allowing("secretsmanager:GetSecretValue", tokens.arnOf(client))));
        fleet.tokenWrittenBy(unit)
                .ifPresent(client -> function.function()
                        .addToRolePolicy(allowing("secretsmanager:PutSecretValue", tokens.arnOf(client))));
        if (unit.function().grants().contains(Grant.NOTICES)) {
            function.function()
                    .addToRolePolicy(allowing("sns:Publish", topics.notices().getTopicArn()));
        }
        if (presses(unit)) {
            function.function()
                    .addToRolePolicy(allowing("sqs:SendMessage", DeadManNames.queueArn(this, deployment.stage())));
        }
        if (unit.function().grants().contains(Grant.SOCKETS)) {
            function.function().addToRolePolicy(sockets.maySend());
            Accepted.connectionsComeAndGo(function);
        }
    }

    private boolean presses(Unit unit) {
        return unit.function().grants().contains(Grant.DEAD_MAN)
                && deployment.stage().spec().deadMan();
    }

    private static PolicyStatement allowing(String action, String resource) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(resource))
                .build();
    }

    /// A tick is asked for once: the next one, or the deadline, makes up for a lost one.
    private Alias startedBy(Tick.Duty duty, FunctionUnit function) {
        Alias alias = function.alias()
                .retryAttempts(0)
                .maxEventAge(TICK_AGE)
                .onFailure(new SqsDestination(topics.deadTicks()))
                .build();
        SubscriptionFilter itsDuty = SubscriptionFilter.stringFilter(
                StringConditions.builder().allowlist(List.of(duty.code())).build());
        topics.tick()
                .addSubscription(LambdaSubscription.Builder.create(alias)
                        .filterPolicyWithMessageBody(Map.of("duty", FilterOrPolicy.filter(itsDuty)))
                        .deadLetterQueue(topics.deadTicks())
                        .build());
        return alias;
    }

    private void consume(Alias alias, Unit unit, Line line) {
        alias.addEventSource(SqsEventSource.Builder.create(queues.of(line))
                .batchSize(1)
                .reportBatchItemFailures(true)
                .maxConcurrency(isExecutor(unit) ? atOnce(line) : null)
                .build());
    }

    private void followLedger(Alias alias, List<String> kinds) {
        alias.addEventSource(DynamoEventSource.Builder.create(ledger.table())
                .filters(List.of(FilterCriteria.filter(Map.of(
                        "dynamodb",
                        Map.of("NewImage", Map.of("kind", Map.of("S", FilterRule.or(kinds.toArray(String[]::new)))))))))
                .startingPosition(StartingPosition.LATEST)
                .bisectBatchOnError(true)
                .retryAttempts(STREAM_RETRIES)
                .maxRecordAge(Duration.hours(1))
                .onFailure(new SqsDlq(deadFacts))
                .build());
    }

    /// What a person or the market waits for: orders, and the page. All else is started by a
    /// tick every few minutes, and nobody counts its first second; a snapshot of what reads the
    /// candles costs nothing, so where there are any it has one.
    private Start startOf(Unit unit) {
        Start start = deployment.stage().spec().start();
        boolean awaited = isExecutor(unit) || unit.function().http();
        return awaited || start == Start.SNAPSTART && unit.function().per() == Per.STOCK ? start : Start.PLAIN;
    }

    private static boolean isExecutor(Unit unit) {
        return unit.function().per() == Per.CLIENT && unit.function().consumes().contains(Routes.ENTRIES);
    }

    /// The two queues share a reserve that is the sum of their limits: were it smaller, an
    /// entry could hold back an exit, and a throttled message waits out its visibility.
    private int atOnce(Line line) {
        return line.queue().name().equals(Routes.ENTRIES) ? ENTRIES_AT_ONCE : exitsAtOnce(line.of());
    }

    /// One for each position there can be; SQS takes no limit below 2.
    private int exitsAtOnce(@Nullable String client) {
        return Math.max(2, fleet.mostPositionsAt(client));
    }
}
