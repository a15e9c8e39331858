package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.events.Routes;

class RoutesAnsweredTest {

    private final AMorning morning = AMorning.traded();

    static Stream<Routes.Http> routes() {
        return Routes.HTTP.stream();
    }

    private static String pathOf(Routes.Http route) {
        String id = route.operation().equals("order") || route.operation().equals("trade")
                ? AMorning.BOUGHT.value()
                : "unused";
        return route.path()
                .replace("{account}", "claude")
                .replace("{id}", id)
                .replace("{t}", "2024-01-15T10:15")
                .replace("{model}", "anthropic~claude-sonnet-5.5")
                .replace("{symbol}", "RELIANCE");
    }

    private AMorning.Answer ask(Routes.Http route) {
        return route.method().equals("GET")
                ? morning.get(pathOf(route))
                : morning.post(pathOf(route), "key-" + route.operation(), body(route));
    }

    private static String body(Routes.Http route) {
        return switch (route.operation()) {
            case "stopTrading" -> "{\"verb\":\"pause\",\"because\":\"lunch\"}";
            case "startTrading", "askForDecision" -> "{\"because\":\"back\"}";
            case "executeTrade" ->
                "{\"account\":\"claude\",\"symbol\":\"RELIANCE\",\"side\":\"SELL\",\"quantity\":5,\"because\":\"less\"}";
            default -> "{}";
        };
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsAnsweredWithJson(Routes.Http route) {
        morning.marked("claude");
        AMorning.Answer answer = ask(route);

        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsAnsweredOverAnEmptyLedgerWithoutAnUnexpectedError(Routes.Http route) {
        AMorning unborn = AMorning.unborn();
        for (String body : List.of("{}", body(route))) {
            AMorning.Answer answer = route.method().equals("POST")
                    ? unborn.post(pathOf(route), "key-of-" + body.length(), body)
                    : unborn.get(pathOf(route));

            assertThat(answer.status()).as(answer.body()).isIn(200, 202, 400, 404, 409);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyOtherMethodIsRefusedAndTheRightOnesAreNamed(Routes.Http route) {
        Set<String> allowed = Routes.HTTP.stream()
                .filter(other -> isReachedBy(other, route.path()))
                .flatMap(other -> other.method().equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(other.method()))
                .collect(Collectors.toSet());
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "")) {
            if (!allowed.contains(method)) {
                AMorning.Answer answer = morning.ask(AMorning.event(method, pathOf(route)));
                assertThat(answer.problem()).as(method).isEqualTo("405 METHOD_NOT_ALLOWED null");
                assertThat(Set.of(answer.header("allow").split(", ")))
                        .containsAll(allowed)
                        .contains("OPTIONS");
            }
        }
    }

    /// Its own path, or one with a variable in the place of its last word.
    private static boolean isReachedBy(Routes.Http other, String path) {
        return other.path().equals(path) || other.path().equals(path.substring(0, path.lastIndexOf('/')) + "/{id}");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void noRouteTakesAnUnknownParameter(Routes.Http route) {
        AMorning.Answer answer = morning.ask(AMorning.event(route.method(), pathOf(route) + "?colour=red"));

        assertThat(answer.problem()).isEqualTo("400 UNKNOWN_PARAMETER colour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api",
                "/api/",
                "/api/health/",
                "//api/health",
                "/API/health",
                "/api/health/more",
                "/health",
                "/api/trades/",
                "/api/trades/execute/now",
                "/api/portfolio/claude/positions",
                "/api/invocations/claude",
                "/api/market-data",
                "/api/market-data/RELIANCE/trades",
                "/api/../api/health",
                "/api/system",
                "/api/system/status%00",
                "/favicon.ico"
            })
    void nothingElseIsAnswered(String path) {
        assertThat(morning.get(path).problem()).isEqualTo("404 NO_ROUTE null");
    }

    @Test
    void aHeadIsAGetWithoutABody() {
        AMorning.Answer answer = morning.ask(AMorning.event("HEAD", "/api/health"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void optionsNameTheMethodsOfAPath() {
        AMorning.Answer answer = morning.ask(AMorning.event("OPTIONS", "/api/system/stop-trading"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("allow")).isEqualTo("OPTIONS, POST");
        assertThat(morning.ask(AMorning.event("OPTIONS", "/api/nothing")).status())
                .isEqualTo(404);
    }

    @Test
    void aFixedWordWinsOverAVariable() {
        assertThat(morning.get("/api/portfolio/performance").json()).containsKey("series");
    }

    @Test
    void aListOfRoutesThatTheOperationsDoNotMatchStopsTheStart() {
        assertThatThrownBy(() -> new Router(Routes.HTTP, Map.of())).isInstanceOf(IllegalStateException.class);
    }
}
