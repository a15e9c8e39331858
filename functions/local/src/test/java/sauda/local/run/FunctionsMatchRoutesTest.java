package sauda.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.brokers.paper.PaperBroker;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Connections;
import sauda.core.desk.Pause;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.market.CandleSource;
import sauda.events.Bar;
import sauda.events.Routes;
import sauda.events.Routes.Function;
import sauda.events.Routes.Queue;
import sauda.events.Symbol;

/// The local runner's hand-written switch, the handlers and the list of routes say the same.
class FunctionsMatchRoutesTest {

    static final List<Function> every = Routes.FUNCTIONS;
    static final List<Queue> queues = Routes.QUEUES;

    private final Functions local = new Functions(new Functions.Parts(
            ConfigFile.defaults(),
            new InMemoryLedger(),
            (queue, group, id, message) -> {},
            name -> "key",
            new NoCandles(),
            InstantSource.fixed(Instant.parse("2024-01-15T04:30:00Z")),
            "http://localhost:1",
            true,
            alerts -> {},
            client -> new PaperBroker(new InMemoryLedger(), client, InstantSource.fixed(Instant.EPOCH)),
            Pause.NONE,
            Connections.NONE));

    @ParameterizedTest
    @FieldSource("every")
    void aHandlerTakesWhatItsTriggerSendsAndAnswersInKind(Function function) throws ReflectiveOperationException {
        var handler = Class.forName(function.handler());
        var trigger = triggerOf(function);

        assertThat(RequestHandler.class).isAssignableFrom(handler);
        assertThat(handler.getMethod("handleRequest", trigger.event, Context.class)
                        .getReturnType())
                .isEqualTo(trigger.answer);
    }

    @ParameterizedTest
    @FieldSource("every")
    void theSwitchMakesTheHandlerForItsOwnTriggerAndNoOther(Function function) {
        var made = new ArrayList<String>();
        for (var trigger : List.of(Trigger.TOPIC, Trigger.QUEUE, Trigger.STREAM)) {
            Supplier<RequestHandler<?, ?>> asked = () -> made(trigger, function.name(), instanceOf(function));
            if (trigger == triggerOf(function)) {
                made.add(asked.get().getClass().getName());
            } else {
                assertThatThrownBy(asked::get)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(function.name());
            }
        }

        assertThat(made).isEqualTo(isCalledByAGateway(function) ? List.of() : List.of(function.handler()));
    }

    /// Each in one place: a case that no route knows would make one a second time.
    @Test
    void theSwitchMakesNoHandlerThatTheRoutesDoNotKnow() {
        var made = new ClassFileImporter()
                .importPackages("sauda").get(Functions.class).getConstructorCallsFromSelf().stream()
                        .map(call -> call.getTarget().getOwner())
                        .filter(type -> type.isAssignableTo(RequestHandler.class))
                        .map(type -> type.getName());

        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(every.stream()
                        .filter(function -> !isCalledByAGateway(function))
                        .map(Function::handler)
                        .toList());
    }

    @Test
    void theSwitchRefusesANameThatIsNoFunction() {
        for (var trigger : List.of(Trigger.TOPIC, Trigger.QUEUE, Trigger.STREAM)) {
            assertThatThrownBy(() -> made(trigger, "operations-tea", ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("operations-tea");
        }
    }

    @ParameterizedTest
    @FieldSource("every")
    void aFunctionSpeaksOfQueuesThatExist(Function function) {
        var names = queues.stream().map(Queue::name).toList();

        assertThat(names).containsAll(function.consumes()).containsAll(function.emits());
    }

    @ParameterizedTest
    @FieldSource("every")
    void aFunctionLivesInAModuleOfTheRepository(Function function) {
        assertThat(root().resolve(function.module()).resolve("pom.xml")).exists();
        assertThat(function.handler())
                .startsWith("sauda." + Path.of(function.module()).getFileName() + ".");
    }

    @ParameterizedTest
    @FieldSource("queues")
    void aQueueHasOneConsumerAndSomeoneWhoFillsIt(Queue queue) {
        assertThat(every.stream().filter(function -> function.consumes().contains(queue.name())))
                .hasSize(1);
        assertThat(every.stream().filter(function -> function.emits().contains(queue.name())))
                .isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("queues")
    void aMessageStaysHiddenSixTimesAsLongAsItsConsumerMayRun(Queue queue) {
        assertThat(queue.visibility())
                .isGreaterThanOrEqualTo(Functions.consumerOf(queue).timeout().multipliedBy(6));
    }

    private enum Trigger {
        TOPIC(SNSEvent.class, Void.class),
        QUEUE(SQSEvent.class, SQSBatchResponse.class),
        STREAM(DynamodbEvent.class, Void.class),
        HTTP(APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
        HOOK(APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
        SOCKET(APIGatewayV2WebSocketEvent.class, APIGatewayV2WebSocketResponse.class),
        AUTHORIZER(APIGatewayCustomAuthorizerEvent.class, IamPolicyResponse.class);

        private final Class<?> event;
        private final Class<?> answer;

        Trigger(Class<?> event, Class<?> answer) {
            this.event = event;
            this.answer = answer;
        }
    }

    /// A function has exactly one.
    private static Trigger triggerOf(Function function) {
        var all = new ArrayList<Trigger>();
        if (function.duty() != null) {
            all.add(Trigger.TOPIC);
        }
        if (!function.consumes().isEmpty()) {
            all.add(Trigger.QUEUE);
        }
        if (!function.stream().isEmpty()) {
            all.add(Trigger.STREAM);
        }
        if (function.http()) {
            all.add(Trigger.HTTP);
        }
        if (Routes.HOOKS.stream().anyMatch(hook -> hook.function().equals(function.name()))) {
            all.add(Trigger.HOOK);
        }
        if (Routes.SOCKET.stream().anyMatch(route -> route.function().equals(function.name()))) {
            all.add(Trigger.SOCKET);
        }
        if (function.name().equals(Routes.AUTHORIZER)) {
            all.add(Trigger.AUTHORIZER);
        }
        assertThat(all).as("triggers of " + function.name()).hasSize(1);
        return all.getFirst();
    }

    /// Its gateway makes the handler: the run does not.
    private static boolean isCalledByAGateway(Function function) {
        return Set.of(Trigger.HTTP, Trigger.HOOK, Trigger.SOCKET, Trigger.AUTHORIZER)
                .contains(triggerOf(function));
    }

    private RequestHandler<?, ?> made(Trigger trigger, String function, String instance) {
        return switch (trigger) {
            case TOPIC -> local.topicHandler(function, instance);
            case QUEUE -> local.queueHandler(function, instance);
            case STREAM -> local.streamHandler(function);
            case HTTP, HOOK, SOCKET, AUTHORIZER -> throw new IllegalArgumentException(function);
        };
    }

    private static String instanceOf(Function function) {
        return switch (function.per()) {
            case ONE -> "";
            case STOCK -> "RELIANCE";
            case ACCOUNT -> "claude";
            case CLIENT -> "paper";
        };
    }

    private static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared")) && Files.isDirectory(folder.resolve("functions"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside the repository");
    }

    private static final class NoCandles implements CandleSource {

        @Override
        public List<Bar> bars(Symbol symbol, Instant from, Instant to) {
            return List.of();
        }

        @Override
        public boolean isUnadjusted() {
            return true;
        }
    }
}
