package sauda.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import sauda.cloud.AwsClients;
import sauda.cloud.DynamoDbLedger;
import sauda.cloud.Patience;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Reckoning;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.local.chain.Play;
import sauda.local.cloud.Emulator;
import sauda.local.standin.ModelServer;
import sauda.local.standin.StandInModel;
import sauda.local.template.Template.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What CDK synthesized is made on the emulator and works, with what is in the template alone. The
/// templates are the snapshots that infra-cdk holds against each synthesis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheTemplateRunsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 2);
    private static final int MOST_TICKS = 16;

    private static final Map<String, String> SETTINGS = Map.of(
            "aws.region", Values.REGION,
            "aws.accessKeyId", "any",
            "aws.secretAccessKey", "thing");

    private Emulator emulator;
    private ModelServer models;
    private Path settings;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        emulator = Emulator.start(0, Optional.empty(), Play.secrets());
        models = StandInModel.start();
        System.setProperty("aws.endpointUrl", emulator.url());
        SETTINGS.forEach(System::setProperty);
        // The layer of the template, with models that are played here.
        settings = Files.writeString(
                folder.resolve("sauda.yaml"),
                ConfigFile.defaultText()
                        .replace("anthropic/claude-sonnet-5.5", StandInModel.BOLD)
                        .replace("openai/gpt-6.1-sol", StandInModel.CAREFUL));
    }

    @AfterAll
    void end() {
        System.clearProperty("aws.endpointUrl");
        SETTINGS.keySet().forEach(System::clearProperty);
        models.close();
        emulator.close();
    }

    @AfterEach
    void forgetEverything() {
        try (SqsClient sqs = AwsClients.sqs();
                DynamoDbClient tables = AwsClients.dynamoDb()) {
            sqs.listQueues().queueUrls().forEach(url -> sqs.deleteQueue(delete -> delete.queueUrl(url)));
            tables.listTables().tableNames().forEach(name -> tables.deleteTable(delete -> delete.tableName(name)));
        }
        emulator.forgetSubscriptions();
        RoleGuard.denied();
    }

    @Test
    void ticksOfItsOwnSchedulesAreTradedToABookedOrderByItsOwnResourcesAndRoles() {
        Template template = snapshot("paper");
        try (Running running = running(template)) {
            running.minute(Play.at("08:45", DAY));
            Instant tick = Play.at("09:20", DAY);
            for (int ticks = 0; ticks < MOST_TICKS && booked(template).isEmpty(); ticks++) {
                running.minute(tick);
                tick = tick.plus(Duration.ofMinutes(5));
            }

            assertThat(RoleGuard.denied()).isEmpty();
            assertThat(running.failures()).isEmpty();
            assertThat(booked(template)).isNotEmpty();
            assertThat(Reckoning.breaks(ledger(template), config())).isEmpty();
        }
    }

    @Test
    void aQueueThatIsNotInTheTemplateIsMissed() {
        Template template = snapshot("paper");
        Resource bars = queue(template, "bars.fifo");

        assertThatThrownBy(() -> running(template.without(bars)))
                .hasMessage("the template refers to " + bars.id() + " and does not have it");
    }

    @Test
    void aQueueThatAFunctionIsNotToldOfIsMissed() {
        Template template = withVariable(snapshot("paper"), "operations-mark", "SAUDA_QUEUES", "nothing=nowhere");

        assertThat(afterOneTick(template))
                .isNotEmpty()
                .allMatch(failure -> failure.startsWith(name(template, "bars.fifo") + " keeps {"));
    }

    @Test
    void aPermissionThatIsNotInTheTemplateIsMissed() {
        Template template = snapshot("paper");
        Resource policy = template.all("AWS::IAM::Policy").stream()
                .filter(one -> one.id().startsWith("FunctionsoperationsmarkRole"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> afterOneTick(template.without(policy)))
                .hasMessageMatching(
                        "FunctionsoperationsmarkRole\\w+ may not sqs:ReceiveMessage on arn:aws:sqs:.*bars.fifo");
    }

    /// What went wrong by then.
    private List<String> afterOneTick(Template template) {
        try (Running running = running(template)) {
            running.minute(Play.at("09:20", DAY));
            return running.failures();
        }
    }

    @Test
    void everythingOfTheLiveTemplateThatAnEmulatorCanMakeIsMade() {
        Template template = snapshot("live");

        Values values = Made.from(template);

        assertThat(template.all("AWS::Lambda::Function"))
                .filteredOn(function -> function.properties().containsKey("FunctionName"))
                .isNotEmpty()
                .allSatisfy(function -> {
                    Map<String, Object> variables =
                            Template.object(Template.object(values.of(function.get("Environment")))
                                    .get("Variables"));
                    assertThat(variables.getOrDefault("SAUDA_QUEUES", ""))
                            .asString()
                            .doesNotContain(Values.UNMADE);
                    assertThat(variables.get("SAUDA_TABLE")).asString().doesNotContain(Values.UNMADE);
                });
    }

    /// Prints what `infra-cdk/…/cost/usage.json` says of ledger, queues and tokens: a whole day takes
    /// a minute.
    @Test
    @EnabledIfSystemProperty(named = "usage", matches = "print", disabledReason = "-Dusage=print prints the usage")
    void aDayIsMeasured() {
        Template template = snapshot("paper");
        try (Running running = running(template)) {
            Meter.sums();
            Instant close = Play.at("15:45", DAY);
            for (Instant at = Play.at("08:45", DAY); !at.isAfter(close); at = at.plus(Duration.ofMinutes(1))) {
                running.minute(at);
            }
            Map<String, Meter.Sum> sums = new TreeMap<>();
            Meter.sums()
                    .forEach((role, sum) ->
                            sums.merge(running.functionsByRole().getOrDefault(role, role), sum, Meter.Sum::plus));
            sums.forEach((function, sum) ->
                    System.out.println(function + " " + running.runs().get(function) + " runs: " + sum));
            printLedger(template);
            assertThat(running.failures()).isEmpty();
        }
    }

    private static void printLedger(Template template) {
        Ledger ledger = ledger(template);
        for (AccountSpec account : config().activeAccounts()) {
            List<Item> all = ledger.list(Keys.ofAccount(account.name()), "", false, 100_000);
            List<DecisionMade> decisions =
                    ledger.list(Keys.ofAccount(account.name()), "DECISION#", false, 100_000).stream()
                            .map(item -> item.as(DecisionMade.class))
                            .toList();
            System.out.println(account.name() + ": " + bytes(all) + " bytes, "
                    + ledger.list(Keys.ofAccount(account.name()), "ORDER#", false, 100_000)
                            .size() + " orders, audit "
                    + bytes(ledger.list(Keys.ofAudit(account.name()), "", false, 100_000)) + " bytes, tokens "
                    + decisions.stream().mapToLong(DecisionMade::tokensIn).average() + " / "
                    + decisions.stream().mapToLong(DecisionMade::tokensOut).average());
        }
        System.out.println("stocks: "
                + config().tradedStocks().stream()
                        .map(stock -> bytes(ledger.list(Keys.ofStock(stock), "", false, 100_000)))
                        .toList());
    }

    private static long bytes(List<Item> items) {
        return items.stream()
                .mapToLong(item -> EventJson.write(item.attributes()).length())
                .sum();
    }

    private Running running(Template template) {
        return new Running(template, emulator, settings, models.baseUrl());
    }

    private static List<Order> booked(Template template) {
        Ledger ledger = ledger(template);
        return config().activeAccounts().stream()
                .flatMap(account -> ledger.list(Keys.ofAccount(account.name()), "ORDER#", false, 1000).stream())
                .map(item -> item.as(Order.class))
                .filter(order -> order.state() == OrderState.FILLED)
                .toList();
    }

    private static Ledger ledger(Template template) {
        return new DynamoDbLedger(
                AwsClients.dynamoDb(),
                (String) template.all("AWS::DynamoDB::Table").getFirst().get("TableName"),
                Patience.of(Duration.ofSeconds(20)));
    }

    private static Config config() {
        return ConfigFile.defaults();
    }

    private static String name(Template template, String queue) {
        return (String) queue(template, queue).get("QueueName");
    }

    private static Resource queue(Template template, String name) {
        return template.all("AWS::SQS::Queue").stream()
                .filter(queue -> ((String) queue.get("QueueName")).endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static Template withVariable(Template template, String function, String name, String value) {
        Resource was = template.all("AWS::Lambda::Function").stream()
                .filter(one ->
                        String.valueOf(one.properties().get("FunctionName")).endsWith(function))
                .findFirst()
                .orElseThrow();
        Map<String, Object> variables = new HashMap<>(
                Template.object(Template.object(was.get("Environment")).get("Variables")));
        variables.put(name, value);
        Map<String, Object> properties = new HashMap<>(was.properties());
        properties.put("Environment", Map.of("Variables", variables));
        return template.with(new Resource(was.id(), was.type(), properties));
    }

    private static Template snapshot(String stage) {
        return Template.read(root().resolve("infra-cdk/src/test/snapshots/" + stage + ".json"));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("infra-cdk"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not inside the repository");
        }
        return folder;
    }
}
