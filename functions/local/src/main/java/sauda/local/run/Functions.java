package sauda.local.run;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.desk.Connections;
import sauda.core.desk.DecisionDesk;
import sauda.core.desk.Mailbox;
import sauda.core.desk.KillDesk;
import sauda.core.desk.OrderDesk;
import sauda.core.desk.Pause;
import sauda.core.desk.Secrets;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.Ledger;
import sauda.core.market.CandleSource;
import sauda.core.order.Broker;
import sauda.dashboard.push.PushHandler;
import sauda.dashboard.push.SocketWiring;
import sauda.decisions.Advisors;
import sauda.decisions.DecisionsHandler;
import sauda.decisions.DecisionsWiring;
import sauda.decisions.model.Endpoint;
import sauda.events.Routes;
import sauda.events.Symbol;
import sauda.executor.ExecutorHandler;
import sauda.executor.ExecutorWiring;
import sauda.notify.Notifier;
import sauda.notify.NotifyHandler;
import sauda.notify.NotifyWiring;
import sauda.operations.DeadlineHandler;
import sauda.operations.MarkHandler;
import sauda.operations.OperationsWiring;
import sauda.operations.ReconcileHandler;
import sauda.operations.ReportHandler;
import sauda.operations.SessionHandler;
import sauda.operations.WatchHandler;
import sauda.signals.SignalsHandler;
import sauda.signals.SignalsWiring;

/// The real handlers, wired to the parts of a run, by the names of the routes. They stay
/// warm, as Lambda's do.
public final class Functions {

    private final Parts parts;
    private final Map<String, Wire<SNSEvent, @Nullable Void>> byTopic = new HashMap<>();
    private final Map<String, Wire<SQSEvent, SQSBatchResponse>> byQueue = new HashMap<>();
    private final Map<String, Wire<DynamodbEvent, @Nullable Void>> byStream = new HashMap<>();

    /// @param modelUrl where the models are
    /// @param standIn  whether a stand-in plays them there
    /// @param brokers  by client
    /// @param pause    between two looks at a live venue
    /// @param connections of open pages; none where no page is served
    public record Parts(
            Config config,
            Ledger ledger,
            Mailbox mailbox,
            Secrets secrets,
            CandleSource candles,
            InstantSource clock,
            String modelUrl,
            boolean standIn,
            Notifier notifier,
            Function<String, Broker> brokers,
            Pause pause,
            Connections connections) {}

    public Functions(Parts parts) {
        this.parts = parts;
    }

    Wire<SNSEvent, @Nullable Void> onTopic(Routes.Function function, String instance) {
        return byTopic.computeIfAbsent(
                function.nameFor(instance),
                name -> new Wire<>(topicHandler(function.name(), instance), SNSEvent.class, nothing -> null));
    }

    Wire<SQSEvent, SQSBatchResponse> onQueue(Routes.Function function, String instance) {
        return byQueue.computeIfAbsent(
                function.nameFor(instance),
                name -> new Wire<>(queueHandler(function.name(), instance), SQSEvent.class, Functions::givenBack));
    }

    Wire<DynamodbEvent, @Nullable Void> onStream(Routes.Function function) {
        return byStream.computeIfAbsent(function.name(), name -> new Wire<>(streamHandler(name), DynamodbEvent.class));
    }

    /// Functions that the ledger's stream feeds.
    RequestHandler<DynamodbEvent, @Nullable Void> streamHandler(String function) {
        return switch (function) {
            case "notify" -> new NotifyHandler(new NotifyWiring(parts.notifier()));
            case "dashboard-push" -> new PushHandler(socket());
            default -> throw new IllegalArgumentException("no function behind the stream: " + function);
        };
    }

    /// Functions that the topic starts.
    RequestHandler<SNSEvent, @Nullable Void> topicHandler(String function, String instance) {
        return switch (function) {
            case "signals" -> new SignalsHandler(signals(new Symbol(instance)));
            case "operations-session" -> new SessionHandler(operations(), instance);
            case "operations-deadline" -> new DeadlineHandler(operations());
            case "operations-watch" -> new WatchHandler(operations(), instance);
            case "operations-reconcile" -> new ReconcileHandler(operations(), instance);
            case "operations-report" -> new ReportHandler(operations());
            default -> throw new IllegalArgumentException("no function on the topic: " + function);
        };
    }

    /// Functions that queues feed.
    RequestHandler<SQSEvent, SQSBatchResponse> queueHandler(String function, String instance) {
        return switch (function) {
            case "operations-mark" -> new MarkHandler(operations());
            case "decisions" -> new DecisionsHandler(decisions(instance));
            case "executor" -> new ExecutorHandler(executor(instance));
            default -> throw new IllegalArgumentException("no function behind a queue: " + function);
        };
    }

    private SignalsWiring signals(Symbol symbol) {
        return new SignalsWiring(new SignalDesk(
                parts.ledger(), parts.config(), symbol, parts.candles(), parts.mailbox(), parts.clock(), Pause.NONE));
    }

    private OperationsWiring operations() {
        return new OperationsWiring(
                parts.config(), parts.ledger(), parts.mailbox(), parts.clock(), parts.brokers(), parts.pause());
    }

    /// Pages are real, and so is the time of their tokens.
    private SocketWiring socket() {
        return new SocketWiring(
                parts.ledger(), parts.config(), parts.connections(), InstantSource.system(), parts.clock());
    }

    private DecisionsWiring decisions(String account) {
        AccountSpec spec = parts.config().account(account).orElseThrow();
        Advisors advisors = new Advisors(
                parts.config(),
                spec,
                () -> new Endpoint(parts.modelUrl(), DecisionsWiring.key(parts.secrets(), spec), parts.standIn()));
        return new DecisionsWiring(new DecisionDesk(
                parts.ledger(),
                parts.config(),
                advisors.advisor(),
                parts.mailbox(),
                parts.clock(),
                InstantSource.system()::instant));
    }

    private ExecutorWiring executor(String client) {
        Broker broker = parts.brokers().apply(client);
        return new ExecutorWiring(
                new OrderDesk(parts.ledger(), parts.config(), broker, parts.clock(), parts.pause()),
                new KillDesk(parts.ledger(), parts.config(), client, broker, parts.clock()));
    }

    private static SQSBatchResponse givenBack(String answer) {
        return LambdaEventSerializers.serializerFor(SQSBatchResponse.class, Functions.class.getClassLoader())
                .fromJson(answer);
    }

    /// The name of a queue's consumer.
    static Routes.Function consumerOf(Routes.Queue queue) {
        return Objects.requireNonNull(
                Routes.FUNCTIONS.stream()
                        .filter(function -> function.consumes().contains(queue.name()))
                        .findFirst()
                        .orElse(null),
                queue.name());
    }
}
