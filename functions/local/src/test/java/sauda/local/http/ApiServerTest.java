package sauda.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sauda.events.EventJson;
import sauda.events.Order;
import sauda.events.Routes;
import sauda.local.chain.Play;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.issuer.Person;
import sauda.local.page.PageSettings;
import sauda.local.run.LocalRun.Models;

/// The routes over HTTP, in the middle of a day: its morning is traded.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTest {

    private Cloud cloud;
    private Play day;
    private ApiServer api;
    private Caller trader;

    @BeforeAll
    void playAMorning() {
        cloud = EmbeddedCloud.start(true, Optional.empty(), Map.of());
        day = new Play(Play.rules(), cloud, Play.market(), new Models("http://localhost:1", true))
                .play("00:00", "10:40");
        api = new ApiServer(Caller.parts(day, PageSettings.BUILT), 0);
        trader = Caller.of(api, Person.TRADER);
    }

    @AfterAll
    void end() {
        api.close();
        cloud.close();
    }

    static Stream<String> reads() {
        return Routes.HTTP.stream()
                .filter(route -> route.method().equals("GET"))
                .map(Routes.Http::path);
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyReadAnswersInTheMiddleOfADay(String route) {
        HttpResponse<String> response = trader.get(filled(route));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(EventJson.object("{\"answer\":" + response.body() + "}").get("answer"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404, NO_ROUTE",
        "DELETE, /api/orders, 405, METHOD_NOT_ALLOWED",
        "GET, /api/orders?colour=red, 400, UNKNOWN_PARAMETER",
        "GET, /api/orders/2611181005-AAAAAAAAAAAAAA, 404, ",
        "GET, /api/portfolio/nobody, 404, ",
        "GET, /api/market-data/ZZZ, 404, ",
        "GET, /api/market-data/%7B%22$gt%22:%22%22%7D, 404, ",
        "GET, /api/invocations/claude/2026-11-18T03:00:00Z, 404, ",
        "POST, /api/system/stop-trading, 400, ",
    })
    void errorsAreProblems(String method, String path, int status, String code) {
        HttpResponse<String> response =
                trader.send(method, path, method.equals("POST") ? "{\"verb\":\"<script>\"}" : "");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        Map<String, Object> problem = EventJson.object(response.body());
        assertThat(problem).containsKeys("type", "title", "status", "detail", "code");
        assertThat(problem.get("status")).isEqualTo(status);
        if (code != null) {
            assertThat(problem.get("code")).isEqualTo(code);
        }
    }

    @Test
    void aBodyOfTenMegabytesIsRefused() {
        assertThat(trader.post("/api/system/stop-trading", "x".repeat(10 * 1024 * 1024 + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    /// The route with something that is there in the place of each variable.
    private String filled(String route) {
        Order order = day.orders().stream()
                .filter(placed -> placed.request().isEntry() && placed.filled() > 0)
                .findFirst()
                .orElseThrow();
        String id = route.contains("trades")
                ? day.trades().getFirst().id().value()
                : order.id().value();
        return route.replace("{account}", "claude")
                .replace("{id}", id)
                .replace("{t}", Play.at("09:20").toString())
                .replace("{symbol}", "RELIANCE");
    }
}
