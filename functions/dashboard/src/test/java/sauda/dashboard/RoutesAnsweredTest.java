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
                .replace("{symbol}", "RELIANCE");
    }

    private AMorning.Answer ask(Routes.Http route) {
        String body = route.operation().equals("stopTrading")
                ? "{\"verb\":\"pause\",\"by\":\"asha\",\"because\":\"lunch\"}"
                : "{\"by\":\"asha\",\"because\":\"back\"}";
        return route.method().equals("POST") ? morning.post(pathOf(route), body) : morning.get(pathOf(route));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsAnsweredWithJson(Routes.Http route) {
        AMorning.Answer answer = ask(route);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsAnsweredOverAnEmptyLedgerWithoutAnUnexpectedError(Routes.Http route) {
        AMorning unborn = AMorning.unborn();
        AMorning.Answer answer =
                route.method().equals("POST") ? unborn.post(pathOf(route), "{}") : unborn.get(pathOf(route));

        assertThat(answer.status()).as(answer.body()).isIn(200, 400, 404);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyOtherMethodIsRefusedAndTheRightOnesAreNamed(Routes.Http route) {
        Set<String> allowed = Routes.HTTP.stream()
                .filter(other -> other.path().equals(route.path()))
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
