package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.ledger.Key;
import sauda.events.Routes;

class AdmissionTest {

    private static final String STOP = "/api/system/stop-trading";
    private static final String PAUSE = "{\"verb\":\"pause\",\"because\":\"lunch\"}";

    private final AMorning morning = AMorning.traded();

    static Stream<Routes.Http> closedRoutes() {
        return Routes.HTTP.stream().filter(route -> !route.open());
    }

    static Stream<Routes.Http> tradersRoutes() {
        return closedRoutes().filter(route -> route.role() == Routes.Role.TRADER);
    }

    private AMorning.Answer ask(Routes.Http route) {
        return route.method().equals("GET")
                ? morning.get(route.path())
                : morning.post(route.path(), "key-12345678", "{}");
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void whoIsNotSignedInIsToldSo(Routes.Http route) {
        morning.asNobody();
        AMorning.Answer answer = ask(route);

        assertThat(answer.problem()).isEqualTo("401 NOT_SIGNED_IN null");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }

    @Test
    void healthAsksForNobodysName() {
        assertThat(morning.asNobody().get("/api/health").status()).isEqualTo(200);
        assertThat(morning.as("5f1c", "[strangers]").get("/api/health").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("tradersRoutes")
    void aViewerActsOnNothing(Routes.Http route) {
        morning.as(Role.VIEWER);
        AMorning.Answer answer = ask(route);

        assertThat(answer.problem()).isEqualTo("403 FORBIDDEN null");
        assertThat(answer.at("detail")).isEqualTo("this needs the role trader");
        assertThat(morning.sent).isEmpty();
    }

    @Test
    void aViewerReadsAndATraderStops() {
        assertThat(morning.as(Role.VIEWER).get("/api/portfolio").status()).isEqualTo(200);
        assertThat(morning.as(Role.TRADER).post(STOP, PAUSE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[owner]", "[ADMIN]", "administrator", "[\"owner\"]"})
    void aGroupThatIsNoRoleMayNothing(String groups) {
        AMorning.Answer answer = morning.as("5f1c", groups).get("/api/portfolio");

        assertThat(answer.problem()).isEqualTo("403 FORBIDDEN null");
        assertThat(answer.at("detail")).isEqualTo("this needs the role viewer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[trader]", "[viewer trader strangers]", "trader", "[\"trader\"]", "[\"viewer\",\"trader\"]"})
    void theHighestKnownGroupIsTheRole(String groups) {
        assertThat(morning.as("5f1c", groups).get("/api/me").json())
                .isEqualTo(Map.of(
                        "principal", "5f1c", "name", "5f1c", "role", "trader", "expires", "2025-11-20T10:00:00Z"));
    }

    @Test
    void aPersonMakesAHundredRequestsAMinute() {
        for (int i = 0; i < Admission.MOST_A_MINUTE; i++) {
            assertThat(morning.get("/api/me").status()).isEqualTo(200);
        }
        AMorning.Answer answer = morning.later(15).get("/api/me");

        assertThat(answer.problem()).isEqualTo("429 RATE_LIMITED null");
        assertThat(answer.at("title")).isEqualTo("Too Many Requests");
        assertThat(answer.header("retry-after")).isEqualTo("45");
        assertThat(morning.post(STOP, PAUSE).status())
                .as("stops are counted apart")
                .isEqualTo(200);
        assertThat(morning.get("/api/health").status()).isEqualTo(200);
        assertThat(morning.as(Role.VIEWER).get("/api/me").status())
                .as("another person")
                .isEqualTo(200);
        assertThat(morning.as("5f1c", "[viewer]").later(45).get("/api/me").status())
                .as("the next minute")
                .isEqualTo(200);
    }

    @Test
    void whatIsRefusedCountsToo() {
        morning.as(Role.VIEWER);
        for (int i = 0; i < Admission.MOST_A_MINUTE; i++) {
            morning.post("/api/system/start-trading", "{}");
        }

        assertThat(morning.get("/api/me").problem()).isEqualTo("429 RATE_LIMITED null");
    }

    @Test
    void thereIsAnEndToStoppingToo() {
        for (int i = 0; i < Admission.MOST_A_MINUTE; i++) {
            assertThat(morning.post(STOP, PAUSE).status()).isEqualTo(200);
        }

        assertThat(morning.post(STOP, PAUSE).problem()).isEqualTo("429 RATE_LIMITED null");
    }

    @Test
    void ofManyAtOnceExactlyAHundredPass() throws Exception {
        DashboardHandler one = morning.handler();
        DashboardHandler other = morning.handler();
        List<Callable<Integer>> requests = IntStream.range(0, 160)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    APIGatewayV2HTTPEvent event = AMorning.event("GET", "/api/me");
                    return morning.ask(i % 2 == 0 ? one : other, event).status();
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Integer> statuses = threads.invokeAll(requests).stream()
                    .map(future -> future.resultNow())
                    .sorted()
                    .toList();

            assertThat(statuses.subList(0, 100)).containsOnly(200);
            assertThat(statuses.subList(100, 160)).containsOnly(429);
        }
    }

    @Test
    void aCountMayBeDeletedAfterItsMinute() {
        morning.get("/api/me");

        assertThat(morning.ledger
                        .get(new Key("PRINCIPAL#5f1c", "RATE#2026-11-20T15:00"))
                        .orElseThrow()
                        .attributes())
                .extractingByKeys("count", "expires")
                .extracting(Object::toString)
                .containsExactly("1", "1795170600");
    }
}
