package sauda.local.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.events.OrderState;
import sauda.events.Routes;
import sauda.local.http.Caller;
import sauda.local.issuer.Person;
import sauda.local.openapi.Document.Operation;

/// Every answer of the running API against its page, over HTTP, on a day with trades, orders,
/// decisions and denials.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersAreAsThePageSaysTest {

    private static final Document PAGE = new Document();

    private ADay day;
    private Samples samples;

    @BeforeAll
    void playTheDay() {
        day = new ADay();
        samples = new Samples(day);
    }

    @AfterAll
    void end() {
        day.close();
    }

    static Stream<Operation> operations() {
        return PAGE.operations().stream();
    }

    static Stream<Operation> reads() {
        return operations().filter(operation -> operation.method().equals("GET"));
    }

    static Stream<Operation> writes() {
        return operations().filter(Operation::isWrite);
    }

    @Test
    void theDayHasTradesOpenAndClosedDenialsAndDecisions() {
        assertThat(day.trades())
                .anyMatch(trade -> trade.closedAt() == null)
                .anyMatch(trade -> trade.closedAt() != null);
        assertThat(day.orders())
                .anyMatch(order -> order.state() == OrderState.DENIED)
                .anyMatch(order -> order.state() == OrderState.FILLED);
        assertThat(day.decisions()).anyMatch(decision -> !decision.toolCalls().isEmpty());
    }

    @Test
    void thePageHasTheRoutesAndNothingElse() {
        assertThat(operations().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(Routes.HTTP.stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyReadIsAnsweredAsThePageSays(Operation operation) {
        for (String path : samples.paths(operation)) {
            HttpResponse<String> response = day.somebody(Person.VIEWER).get(path);

            assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
            assertThat(PAGE.faults(operation, response)).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyParameterOfThePageIsTaken(Operation operation) {
        String path = samples.paths(operation).getFirst();
        for (JsonNode parameter : operation.parameters("query")) {
            for (String value : samples.values(parameter)) {
                String query = path + "?" + parameter.path("name").asText() + "=" + value;
                HttpResponse<String> response = day.somebody(Person.VIEWER).get(query);

                assertThat(response.statusCode())
                        .as(query + " " + response.body())
                        .isEqualTo(200);
                assertThat(PAGE.faults(operation, response)).as(query).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noOtherParameterIsTaken(Operation operation) {
        Set<String> others = operations()
                .flatMap(other -> other.names("query").stream())
                .collect(Collectors.toCollection(TreeSet::new));
        others.addAll(List.of("colour", "Limit", "%00"));
        others.removeAll(operation.names("query"));
        for (String name : others) {
            String path = samples.paths(operation).getFirst() + "?" + name + "=1";
            HttpResponse<String> response = ask(operation, Person.OWNER, path, samples.body(operation));

            assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(400);
            assertThat(PAGE.faults(operation, response)).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatIsWrongIsAProblemOfThePage(Operation operation) {
        String path = samples.paths(operation).getFirst();
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(ask(operation, Person.OWNER, path + "?colour=red", samples.body(operation)));
        answers.add(new Caller(day.api.url(), null).send(operation.method(), path, samples.body(operation)));
        answers.add(new Caller(day.api.url(), "x.y.z").send(operation.method(), path, samples.body(operation)));
        if (!operation.isOpen()) {
            assertThat(answers.subList(1, 3)).allMatch(answer -> answer.statusCode() == 401);
        }
        for (String unknown : samples.unknown(operation)) {
            answers.add(ask(operation, Person.OWNER, unknown, samples.body(operation)));
        }
        for (JsonNode parameter : operation.parameters("query")) {
            String name = parameter.path("name").asText();
            answers.add(ask(operation, Person.OWNER, path + "?" + name + "=%3Cscript%3E", ""));
        }
        if (operation.isWrite()) {
            Caller owner = day.somebody(Person.OWNER);
            answers.add(owner.post(path, samples.body(operation), "content-type", "text/plain"));
            answers.add(owner.post(path, ""));
            for (String body : List.of("{}", "[]", "null", "{\"colour\":1}", "{\"verb\":", "x".repeat(100_000))) {
                answers.add(ask(operation, Person.OWNER, path, body));
            }
            HttpResponse<String> viewer = ask(operation, Person.VIEWER, path, samples.body(operation));
            assertThat(viewer.statusCode()).as(viewer.body()).isEqualTo(403);
            answers.add(viewer);
        }
        for (HttpResponse<String> answer : answers) {
            assertThat(PAGE.faults(operation, answer))
                    .as(answer.request().uri().toString())
                    .isEmpty();
        }
        assertThat(answers).noneMatch(answer -> answer.statusCode() >= 500);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aMethodThatThePageDoesNotHaveIsRefused(Operation operation) {
        Set<String> known = new HashSet<>();
        operations()
                .filter(other ->
                        samples.paths(operation).getFirst().matches(other.path().replaceAll("\\{\\w+}", "[^/]+")))
                .forEach(other -> known.add(other.method()));
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (!known.contains(method)) {
                HttpResponse<String> answer = day.somebody(Person.OWNER)
                        .send(method, samples.paths(operation).getFirst(), "");

                assertThat(answer.statusCode()).as(method).isEqualTo(405);
                assertThat(PAGE.faults(operation, answer)).isEmpty();
                assertThat(answer.headers().firstValue("allow").orElse(""))
                        .contains(known)
                        .doesNotContain(method);
            }
        }
    }

    @Test
    void everyWriteIsAnsweredAsThePageSays() {
        ask("startTrading");
        assertThat(ask("askForDecision")).containsOnly(202);
        assertThat(ask("executeTrade")).contains(202).isSubsetOf(202, 409);
        assertThat(ask("stopTrading")).containsOnly(200);
        assertThat(ask("executeTrade")).containsOnly(409);
        assertThat(ask("startTrading")).containsOnly(200);
        assertThat(writes().map(Operation::id))
                .containsExactlyInAnyOrder("startTrading", "askForDecision", "executeTrade", "stopTrading");
    }

    /// The statuses that the good bodies of an operation were answered with.
    private Set<Integer> ask(String operationId) {
        Operation operation = operations()
                .filter(one -> one.id().equals(operationId))
                .findFirst()
                .orElseThrow();
        Set<Integer> statuses = new HashSet<>();
        for (String path : samples.paths(operation)) {
            for (String body : samples.bodies(operation)) {
                HttpResponse<String> response = ask(operation, Person.OWNER, path, body);
                assertThat(PAGE.faults(operation, response)).as(body).isEmpty();
                statuses.add(response.statusCode());
            }
        }
        return statuses;
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatIsKeptIsStillSoByItsTag(Operation operation) {
        for (String path : samples.paths(operation)) {
            Caller viewer = day.somebody(Person.VIEWER);
            HttpResponse<String> first = viewer.get(path);
            HttpResponse<String> again = viewer.get(
                    path, "if-none-match", first.headers().firstValue("etag").orElseThrow());

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(PAGE.faults(operation, again)).isEmpty();
        }
    }

    static Stream<Operation> kept() {
        return reads().filter(operation -> operation.names("header").contains("If-None-Match"));
    }

    @Test
    void noAnswerHasATagButThoseOfThePage() {
        assertThat(reads().filter(operation -> day.somebody(Person.VIEWER)
                        .get(samples.paths(operation).getFirst())
                        .headers()
                        .firstValue("etag")
                        .isPresent()))
                .containsExactlyElementsOf(kept().toList());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsWalkedByItsCursorsToItsEnd(Operation operation) {
        String path = samples.paths(operation).getFirst() + "?limit=7";
        List<String> cursors = new ArrayList<>();
        String cursor = "";
        while (cursor != null && cursors.size() < 500) {
            HttpResponse<String> response =
                    day.somebody(Person.VIEWER).get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(PAGE.faults(operation, response)).isEmpty();
            cursor = Document.tree(response.body()).path("next").textValue();
            cursors.add(cursor);
        }

        assertThat(cursors).doesNotHaveDuplicates().endsWith((String) null);
    }

    static Stream<Operation> lists() {
        return reads().filter(operation -> operation.names("query").contains("cursor"));
    }

    private HttpResponse<String> ask(Operation operation, Person role, String path, String body) {
        return samples.send(operation, day.somebody(role), path, body);
    }

    @Test
    void namesOfThePageAreThoseThatAreUsed() {
        assertThat(PAGE.tree().path("components").path("schemas").fieldNames())
                .toIterable()
                .allMatch(name -> name.matches("[A-Z][A-Za-z0-9]*"), "is a plain name")
                .allMatch(name -> PAGE.tree().toString().contains("#/components/schemas/" + name), "is used");
        assertThat(operations().map(Operation::id)).doesNotHaveDuplicates();
        assertThat(operations().map(Operation::role).map(role -> role.toUpperCase(Locale.ROOT)))
                .isSubsetOf(Stream.of(Routes.Role.values()).map(Enum::name).toList());
    }
}
