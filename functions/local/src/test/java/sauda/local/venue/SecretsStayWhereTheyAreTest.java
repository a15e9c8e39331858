package sauda.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.desk.Connections;
import sauda.core.desk.Secrets;
import sauda.core.ledger.Ledger;
import sauda.events.EventJson;
import sauda.events.Tick;
import sauda.fakedhan.FillModel;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.run.LocalRun;
import sauda.local.run.LocalRun.Models;
import sauda.local.run.Pace;
import sauda.local.standin.ModelServer;
import sauda.local.standin.ModelServer.Answer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Canaries in every place of a secret, and a model's server that shouts them back: none of them gets
/// into a prompt, a message, the ledger with its tapes, or an alert. What is logged is looked at by
/// [DayAtTheFakeTest].
class SecretsStayWhereTheyAreTest {

    private static final String KEY = "canary-of-a-model-7b1f";

    private final List<String> prompts = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();

    @Test
    void noSecretGetsIntoAPromptAMessageTheLedgerOrAnAlert() {
        Config config = FakeVenue.tradingThere(Play.standIn());
        Map<String, String> secrets = new HashMap<>();
        Play.secrets().keySet().forEach(name -> secrets.put(name, KEY));
        secrets.putAll(FakeVenue.secrets());
        List<String> alerts = new ArrayList<>();
        try (ModelServer server = ModelServer.start(this::shout);
                Cloud cloud = new Overheard(EmbeddedCloud.start(true, Optional.empty(), secrets), sent);
                FakeVenue venue = FakeVenue.start(config, Play.market(), FillModel.BARS, Play.DAY, 0)) {
            LocalRun run = new LocalRun(
                    config,
                    cloud,
                    new Models(server.baseUrl(), false),
                    venue.venues(config, cloud),
                    Pace.MAX,
                    alert -> alerts.add(EventJson.write(alert)),
                    Connections.NONE,
                    change -> written.add(change.getDynamodb().toString()));
            run.trade(agenda(config), (tick, done, all) -> {});

            List<String> all = new ArrayList<>();
            all.add(KEY);
            Map<String, Object> login = EventJson.object(cloud.secrets().fresh(FakeVenue.CLIENT.secret()));
            all.add(String.valueOf(login.get("pin")));
            all.add(String.valueOf(login.get("totpSeed")));
            all.add(String.valueOf(EventJson.object(cloud.secrets().fresh(FakeVenue.CLIENT.tokenSecret()))
                    .get("token")));

            assertThat(keys).as("the key was used").isNotEmpty().allMatch(("Bearer " + KEY)::equals);
            assertThat(prompts).as("models were asked").isNotEmpty();
            assertThat(sent)
                    .as("messages were sent")
                    .hasSizeGreaterThan(5)
                    .allMatch(text -> text.contains("MessageBody={"));
            assertThat(written).as("the ledger was written").hasSizeGreaterThan(100);
            assertThat(all).doesNotHaveDuplicates().allSatisfy(secret -> {
                assertThat(secret).hasSizeGreaterThan(5);
                assertThat(prompts).noneMatch(text -> text.contains(secret));
                assertThat(sent).noneMatch(text -> text.contains(secret));
                assertThat(written).noneMatch(text -> text.contains(secret));
                assertThat(alerts).noneMatch(text -> text.contains(secret));
            });
        }
    }

    /// The login of the morning, and two ticks.
    private static List<Tick> agenda(Config config) {
        Instant end = Play.at("09:28");
        return config.agendaOn(Play.DAY).stream()
                .filter(tick -> tick.at().isBefore(end))
                .toList();
    }

    private synchronized Answer shout(ModelServer.Asked asked) {
        String key = String.join("", asked.headers().getOrDefault("Authorization", List.of()));
        keys.add(key);
        prompts.add(asked.body());
        return Answer.json(
                401, EventJson.write(Map.of("error", Map.of("message", "no such key: " + key, "code", 401))));
    }

    /// A cloud whose queues are listened to.
    private record Overheard(Cloud of, SqsClient sqs) implements Cloud {

        Overheard(Cloud of, ConcurrentLinkedQueue<String> sent) {
            this(of, (SqsClient) Proxy.newProxyInstance(
                    SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                        if (arguments != null && arguments[0] instanceof SendMessageRequest message) {
                            sent.add(message.toString());
                        }
                        if (method.isDefault() && arguments != null && arguments[0] instanceof Consumer<?>) {
                            return InvocationHandler.invokeDefault(proxy, method, arguments);
                        }
                        try {
                            return method.invoke(of.sqs(), arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    }));
        }

        @Override
        public Ledger ledger() {
            return of.ledger();
        }

        @Override
        public Secrets secrets() {
            return of.secrets();
        }

        @Override
        public List<DynamodbStreamRecord> changes() {
            return of.changes();
        }

        @Override
        public void close() {
            of.close();
        }
    }
}
