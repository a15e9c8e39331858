package sauda.infra;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.events.Routes;
import sauda.infra.Fleet.Line;
import sauda.infra.Fleet.Unit;
import sauda.infra.Synthesised.Resource;

class EverythingOfTheRoutesIsInTheTemplateTest {

    static Stream<Synthesised> templates() {
        return Stream.of(Synthesised.DEFAULT, Synthesised.ONE_LIVE, Synthesised.TWO_LIVE);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyFunctionIsThereWithItsHandlerTimeAndMemoryAndNoOther(Synthesised template) {
        List<Deployed> expected = fleet(template).units().stream()
                .map(unit -> new Deployed(
                        unit.name(),
                        unit.function().handler(),
                        "java25",
                        "arm64",
                        unit.function().timeout().toSeconds(),
                        unit.function().memoryMb()))
                .toList();

        assertThat(template.functions())
                .extracting(function -> new Deployed(
                        template.shortName(function),
                        function.text("Handler"),
                        function.text("Runtime"),
                        function.get("Architectures").path(0).asText(),
                        function.get("Timeout").asLong(),
                        function.get("MemorySize").asInt()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private record Deployed(
            String name, String handler, String runtime, String architecture, long seconds, int memoryMb) {}

    @ParameterizedTest
    @MethodSource("templates")
    void everyQueueIsThereWithItsDeadLetters(Synthesised template) {
        for (Line line : fleet(template).lines()) {
            Resource queue = template.queue(line.name());
            Resource dead = template.queue(line.deadLetters());

            assertThat(queue.get("FifoQueue").asBoolean()).isTrue();
            assertThat(dead.get("FifoQueue").asBoolean()).isTrue();
            assertThat(queue.get("ContentBasedDeduplication").asBoolean()).isFalse();
            assertThat(queue.get("VisibilityTimeout").asLong())
                    .isEqualTo(line.queue().visibility().toSeconds());
            assertThat(queue.get("RedrivePolicy").path("maxReceiveCount").asInt())
                    .isEqualTo(line.queue().receives());
            assertThat(dead.isMeantBy(queue.get("RedrivePolicy").path("deadLetterTargetArn")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noQueueIsThereThatNobodyNames(Synthesised template) {
        List<String> named = Stream.concat(
                        fleet(template).lines().stream().flatMap(line -> Stream.of(line.name(), line.deadLetters())),
                        Stream.of("tick-dead", "ledger-dead"))
                .toList();

        assertThat(template.all("AWS::SQS::Queue"))
                .extracting(template::shortName)
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aMessageIsNotSeenTwiceWhileItsFunctionMayStillRun(Synthesised template) {
        for (Unit unit : fleet(template).units()) {
            for (Line line : fleet(template).consumedBy(unit)) {
                assertThat(line.queue().visibility())
                        .isGreaterThanOrEqualTo(unit.function().timeout().multipliedBy(6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyQueueFeedsTheAliasesOfItsConsumers(Synthesised template) {
        Fleet fleet = fleet(template);
        List<String> expected = fleet.units().stream()
                .flatMap(unit -> fleet.consumedBy(unit).stream().map(line -> line.name() + " > " + unit.name()))
                .toList();
        List<String> found = template.all("AWS::Lambda::EventSourceMapping").stream()
                .filter(mapping -> !mapping.properties().has("StartingPosition"))
                .peek(mapping -> {
                    assertThat(mapping.get("BatchSize").asInt()).isEqualTo(1);
                    assertThat(mapping.get("FunctionResponseTypes").path(0).asText())
                            .isEqualTo("ReportBatchItemFailures");
                })
                .map(mapping -> nameOf(template, "AWS::SQS::Queue", mapping.get("EventSourceArn")) + " > "
                        + functionBehind(template, mapping.get("FunctionName")))
                .toList();

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theLedgersStreamFeedsItsFollowersWithBoundedRetriesAndDeadLetters() {
        Synthesised template = Synthesised.DEFAULT;
        List<Resource> mappings = template.all("AWS::Lambda::EventSourceMapping").stream()
                .filter(one -> one.properties().has("StartingPosition"))
                .toList();

        assertThat(mappings)
                .extracting(mapping -> functionBehind(template, mapping.get("FunctionName")) + " "
                        + mapping.get("FilterCriteria")
                                .path("Filters")
                                .path(0)
                                .path("Pattern")
                                .asText())
                .containsExactlyInAnyOrder(
                        "notify {\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"alert\",\"order\",\"decision\","
                                + "\"snapshot\",\"account\",\"reconciled\",\"control\"]}}}}",
                        "dashboard-push {\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"order\",\"position\",\"trade\","
                                + "\"snapshot\",\"decision\",\"control\",\"alert\",\"reading\",\"account\"]}}}}");
        assertThat(mappings).allSatisfy(mapping -> {
            assertThat(mapping.get("BisectBatchOnFunctionError").asBoolean()).isTrue();
            assertThat(mapping.get("MaximumRetryAttempts").asInt()).isEqualTo(5);
            assertThat(template.queue("ledger-dead")
                            .isMeantBy(mapping.get("DestinationConfig")
                                    .path("OnFailure")
                                    .path("Destination")))
                    .isTrue();
        });
    }

    @Test
    void theTableIsTheLedger() {
        Resource table = Synthesised.DEFAULT.one("AWS::DynamoDB::Table", any -> true);

        assertThat(table.text("TableName")).isEqualTo("sauda-paper-" + Routes.LEDGER.name());
        assertThat(table.get("KeySchema").findValuesAsText("AttributeName"))
                .containsExactly(Routes.LEDGER.partitionKey(), Routes.LEDGER.sortKey());
        assertThat(table.get("TimeToLiveSpecification").path("AttributeName").asText())
                .isEqualTo(Routes.LEDGER.expiry());
        assertThat(table.get("StreamSpecification").path("StreamViewType").asText())
                .isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.text("BillingMode")).isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void everyHttpRouteIsThereAndOnlyHealthIsOpen() {
        List<String> expected = Routes.HTTP.stream()
                .map(route -> route.method() + " " + route.path() + " " + (route.open() ? "NONE" : "JWT"))
                .toList();

        assertThat(Synthesised.DEFAULT.routesOf("HTTP"))
                .extracting(route -> route.text("RouteKey") + " " + route.text("AuthorizationType"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Routes.HTTP)
                .filteredOn(Routes.Http::open)
                .extracting(Routes.Http::operation)
                .containsExactly("health");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyDutyReachesItsFunctionsByAFilterOnTheMessage(Synthesised template) {
        List<String> expected = fleet(template).units().stream()
                .filter(unit -> unit.function().duty() != null)
                .map(unit -> unit.function().duty().code() + " > " + unit.name())
                .toList();
        List<String> found = template.all("AWS::SNS::Subscription").stream()
                .filter(one -> one.text("Protocol").equals("lambda"))
                .peek(one -> {
                    assertThat(one.text("FilterPolicyScope")).isEqualTo("MessageBody");
                    assertThat(one.get("FilterPolicy").path("duty")).hasSize(1);
                })
                .map(one -> one.get("FilterPolicy").path("duty").path(0).asText() + " > "
                        + functionBehind(template, one.get("Endpoint")))
                .toList();

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatATickStartsIsTriedOnceWithinAMinuteAndThenLaidAside(Synthesised template) {
        List<String> started = template.all("AWS::Lambda::EventInvokeConfig").stream()
                .peek(config -> {
                    assertThat(config.get("MaximumRetryAttempts").asInt(-1)).isZero();
                    assertThat(config.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
                    assertThat(template.queue("tick-dead")
                                    .isMeantBy(config.get("DestinationConfig")
                                            .path("OnFailure")
                                            .path("Destination")))
                            .isTrue();
                    assertThat(aliasName(config.get("Qualifier"))).isEqualTo(FunctionUnit.ALIAS);
                })
                .map(config -> nameOf(template, "AWS::Lambda::Function", config.get("FunctionName")))
                .toList();

        assertThat(started)
                .containsExactlyInAnyOrderElementsOf(fleet(template).units().stream()
                        .filter(unit -> unit.function().duty() != null)
                        .map(Unit::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nothingStartsAFunctionButByItsAlias(Synthesised template) {
        assertThat(template.all("AWS::Lambda::Alias"))
                .extracting(alias -> alias.text("Name"))
                .hasSize(fleet(template).units().size())
                .containsOnly(FunctionUnit.ALIAS);

        Stream<JsonNode> invoked = Stream.of(
                        template.all("AWS::Lambda::EventSourceMapping").stream().map(one -> one.get("FunctionName")),
                        template.all("AWS::SNS::Subscription").stream()
                                .filter(one -> one.text("Protocol").equals("lambda"))
                                .map(one -> one.get("Endpoint")),
                        template.all("AWS::Lambda::Permission").stream().map(one -> one.get("FunctionName")),
                        template.all("AWS::ApiGatewayV2::Integration").stream().map(one -> one.get("IntegrationUri")),
                        template.all("AWS::ApiGatewayV2::Authorizer").stream()
                                .filter(one -> one.text("AuthorizerType").equals("REQUEST"))
                                .map(one -> one.get("AuthorizerUri")))
                .flatMap(each -> each);
        assertThat(invoked)
                .isNotEmpty()
                .allMatch(target -> template.aliasIn(target).isPresent());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void resourcesByType(Synthesised template) {
        Map<String, Long> counts =
                template.all().stream().collect(groupingBy(Resource::type, TreeMap::new, counting()));
        counts.forEach((type, count) -> System.out.printf("%4d %s%n", count, type));
        System.out.printf("%4d in all%n", template.all().size());

        assertThat(counts.get("AWS::Lambda::Version"))
                .isEqualTo(template.functions().size());
    }

    private static Fleet fleet(Synthesised template) {
        return template.deployment().fleet();
    }

    private static String nameOf(Synthesised template, String type, JsonNode reference) {
        return template.shortName(template.one(type, resource -> resource.isMeantBy(reference)));
    }

    private static String functionBehind(Synthesised template, JsonNode alias) {
        Resource its = template.aliasIn(alias).orElseThrow();
        return nameOf(template, "AWS::Lambda::Function", its.get("FunctionName"));
    }

    private static String aliasName(JsonNode qualifier) {
        return qualifier.isTextual() ? qualifier.asText() : FunctionUnit.ALIAS;
    }
}
