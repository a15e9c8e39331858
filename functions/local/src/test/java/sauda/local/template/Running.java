package sauda.local.template;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import sauda.brokers.Brokers;
import sauda.brokers.Markets;
import sauda.cloud.AwsClients;
import sauda.cloud.Environment;
import sauda.cloud.LedgerStream;
import sauda.core.config.Config;
import sauda.core.desk.Connections;
import sauda.core.desk.Pause;
import sauda.core.ledger.Ledger;
import sauda.core.market.CandleSource;
import sauda.events.EventJson;
import sauda.events.Routes;
import sauda.events.Routes.Grant;
import sauda.local.cloud.Emulator;
import sauda.local.cloud.Topic;
import sauda.local.run.Functions;
import sauda.local.run.MarketClock;
import sauda.local.run.Starts;
import sauda.local.template.Template.Resource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Plays Scheduler, SNS and Lambda over what was made of a template. A function is the handler
/// that the template names, knows nothing but the variables that the template gives it, and calls
/// AWS in the name of its role alone.
final class Running implements AutoCloseable {

    /// They take a while to make and are the same every time.
    private static final Map<String, CandleSource> MARKETS = new ConcurrentHashMap<>();

    private final Template template;
    private final Values values;
    private final Emulator emulator;
    private final Path settings;
    private final String modelUrl;
    private final MarketClock clock = new MarketClock(Instant.EPOCH);
    private final SqsClient sqs = AwsClients.sqs();
    private final Map<String, Started> started = new HashMap<>();
    private final List<Feed> feeds;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> runs = new TreeMap<>();
    private int published;

    /// A function as it runs.
    private record Started(Routes.Function route, String instance, Functions functions, Role role) {}

    /// A mapping of the ledger's stream to a function.
    private record Feed(Resource mapping, Started function, LedgerStream stream) {}

    /// @param settings the configuration that the template carries as a layer
    /// @param modelUrl where the models are
    Running(Template template, Emulator emulator, Path settings, String modelUrl) {
        this.template = template;
        this.values = Made.from(template);
        this.emulator = emulator;
        this.settings = settings;
        this.modelUrl = modelUrl;
        this.published = emulator.published().size();
        this.feeds = mappings()
                .filter(mapping -> source(mapping).contains("/stream/"))
                .map(this::feed)
                .toList();
    }

    private Feed feed(Resource mapping) {
        Started function = started(values.text(mapping.get("FunctionName")));
        return new Feed(
                mapping,
                function,
                RoleGuard.as(
                        function.role(), () -> LedgerStream.fromNowOn(AwsClients.dynamoDbStreams(), source(mapping))));
    }

    private java.util.stream.Stream<Resource> mappings() {
        return template.all("AWS::Lambda::EventSourceMapping").stream();
    }

    private String source(Resource mapping) {
        return values.text(mapping.get("EventSourceArn"));
    }

    /// Says what the schedules say at a minute and works until nothing is left to do.
    void minute(Instant at) {
        clock.set(at);
        for (Schedules.Said said : Schedules.at(template, values, at)) {
            RoleGuard.as(role(said.role()), () -> Topic.publish(said.target(), said.message()));
        }
        while (deliverTopics() | deliverQueues() | deliverStreams()) {
            // What came of it may have come to something.
        }
    }

    /// Functions that ended with an exception, each with its words.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// How often each function of the routes ran.
    Map<String, Integer> runs() {
        return Map.copyOf(runs);
    }

    /// The function of the routes that has a role.
    Map<String, String> functionsByRole() {
        Map<String, String> functions = new HashMap<>();
        started.values()
                .forEach(function ->
                        functions.put(function.role().name(), function.route().name()));
        return functions;
    }

    private boolean deliverTopics() {
        var news = emulator.published().subList(published, emulator.published().size());
        published += news.size();
        news.forEach(message -> emulator.subscribed().stream()
                .filter(subscription -> subscription.topic().equals(message.topic()))
                .filter(subscription -> passes(subscription.attributes(), message.message()))
                .forEach(subscription -> byTopic(subscription.endpoint(), message.message())));
        return !news.isEmpty();
    }

    private static boolean passes(Map<String, String> attributes, String message) {
        String policy = attributes.get("FilterPolicy");
        if (policy == null) {
            return true;
        }
        if (!"MessageBody".equals(attributes.get("FilterPolicyScope"))) {
            throw new IllegalStateException("a tick has no attributes to filter on");
        }
        return Filter.passes(EventJson.object(policy), EventJson.object(message));
    }

    private void byTopic(String endpoint, String message) {
        Started function = started(endpoint);
        running(function, () -> {
            Starts.byTopic(function.functions(), function.route(), function.instance(), message);
            return true;
        });
    }

    private boolean deliverQueues() {
        return mappings()
                .filter(mapping -> source(mapping).startsWith("arn:aws:sqs:"))
                .map(this::deliver)
                .reduce(false, (one, other) -> one | other);
    }

    private boolean deliver(Resource mapping) {
        String name = source(mapping).substring(source(mapping).lastIndexOf(':') + 1);
        String url = template.all("AWS::SQS::Queue").stream()
                .filter(queue -> values.text(queue.get("QueueName")).equals(name))
                .map(queue -> values.text(Map.of("Ref", queue.id())))
                .findFirst()
                .orElseThrow();
        Started function = started(values.text(mapping.get("FunctionName")));
        List<Message> messages = RoleGuard.as(
                function.role(),
                () -> sqs.receiveMessage(receive -> receive.queueUrl(url)
                                .maxNumberOfMessages((Integer) mapping.get("BatchSize"))
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages());
        for (Message message : messages) {
            boolean done = running(
                    function,
                    () -> Starts.byQueue(function.functions(), function.route(), function.instance(), message, name));
            if (done) {
                RoleGuard.as(
                        function.role(),
                        () -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
            } else {
                failures.add(name + " keeps " + message.body());
            }
        }
        return !messages.isEmpty();
    }

    private boolean deliverStreams() {
        return feeds.stream().map(this::deliver).reduce(false, (one, other) -> one | other);
    }

    private boolean deliver(Feed feed) {
        Started function = feed.function();
        List<DynamodbStreamRecord> changes =
                RoleGuard.as(function.role(), () -> feed.stream().poll());
        List<DynamodbStreamRecord> wanted =
                changes.stream().filter(change -> passes(feed, change)).toList();
        if (!wanted.isEmpty()) {
            running(function, () -> {
                Starts.byStream(function.functions(), function.route(), wanted);
                return true;
            });
        }
        return !changes.isEmpty();
    }

    private static boolean passes(Feed feed, DynamodbStreamRecord change) {
        String event = Starts.json(feed.function().functions(), feed.function().route(), List.of(change));
        Object record = ((List<?>) EventJson.object(event).get("Records")).getFirst();
        List<?> filters =
                (List<?>) Template.object(feed.mapping().get("FilterCriteria")).get("Filters");
        return filters.stream()
                .map(filter -> EventJson.object((String) Template.object(filter).get("Pattern")))
                .anyMatch(pattern -> Filter.passes(pattern, Template.object(record)));
    }

    /// @return what the work said; false when it ended with an exception
    private boolean running(Started function, Supplier<Boolean> work) {
        runs.merge(function.route().name(), 1, Integer::sum);
        try {
            return RoleGuard.as(function.role(), work);
        } catch (RuntimeException died) {
            failures.add(function.route().nameFor(function.instance()) + ": " + died);
            return false;
        }
    }

    /// @param target ARN or `name:alias` by which it is called
    private Started started(String target) {
        String[] parts = target.split(":");
        String name = parts[parts.length - 2];
        return started.computeIfAbsent(
                name, function -> start(template.one("AWS::Lambda::Function", "FunctionName", function)));
    }

    private Started start(Resource function) {
        Map<String, String> variables = new HashMap<>();
        Template.object(values.of(Template.object(function.get("Environment")).get("Variables")))
                .forEach((name, value) -> {
                    if (!String.valueOf(value).contains(Values.UNMADE)) {
                        variables.put(name, String.valueOf(value));
                    }
                });
        variables.put("SAUDA_CONFIG", settings.toString());
        Routes.Function route = Routes.FUNCTIONS.stream()
                .filter(one -> one.handler().equals(function.get("Handler")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no handler " + function.get("Handler")));
        Environment environment = new Environment(variables);
        Role role =
                role((String) ((List<?>) Template.object(function.get("Role")).get("Fn::GetAtt")).getFirst());
        return new Started(
                route,
                variables.getOrDefault("SAUDA_" + route.per(), ""),
                new Functions(parts(route, environment)),
                role);
    }

    private Functions.Parts parts(Routes.Function route, Environment environment) {
        Config config = environment.config();
        // As their wiring does it: a role that reaches the open connections alone reads no more.
        Ledger ledger = route.grants().contains(Grant.SOCKETS) ? environment.unguardedLedger() : environment.ledger();
        return new Functions.Parts(
                config,
                ledger,
                environment.mailbox(),
                environment.secrets(),
                MARKETS.computeIfAbsent(environment.value("SAUDA_MARKET"), name -> Markets.named(name, config)),
                clock,
                modelUrl,
                true,
                alert -> {},
                client -> Brokers.paper(config, client, ledger, clock),
                Pause.NONE,
                Connections.NONE);
    }

    private Role role(String id) {
        return Role.of(template, values, id);
    }

    @Override
    public void close() {
        sqs.close();
    }
}
