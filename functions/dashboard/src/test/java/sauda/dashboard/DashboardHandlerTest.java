package sauda.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;

class DashboardHandlerTest {

    private static final String STOP = "/api/system/stop-trading";
    private static final String PAUSE = "{\"verb\":\"pause\",\"because\":\"lunch\"}";

    private final AMorning morning = AMorning.traded();

    @Test
    void everyAnswerForbidsSniffingFramesAndStoring() {
        for (AMorning.Answer answer : List.of(
                morning.get("/api/health"),
                morning.get("/api/nothing"),
                morning.get("/api/trades?limit=0"),
                morning.post(STOP, PAUSE),
                morning.ask(AMorning.event("OPTIONS", STOP)),
                morning.ask(APIGatewayV2HTTPEvent.builder().build()))) {
            assertThat(answer.response().getHeaders())
                    .containsAllEntriesOf(Map.of(
                            "x-content-type-options", "nosniff",
                            "cache-control", "no-store",
                            "referrer-policy", "no-referrer",
                            "x-frame-options", "DENY",
                            "content-security-policy", "default-src 'none'; frame-ancestors 'none'"))
                    .containsKey("x-request-id");
        }
    }

    @Test
    void aProblemIsToldAsTheStandardHasIt() {
        AMorning.Answer answer = morning.get("/api/trades?limit=0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json())
                .isEqualTo(Map.of(
                        "type", "about:blank",
                        "title", "Bad Request",
                        "status", 400,
                        "detail", "limit is a whole number from 1 to 500",
                        "code", "BAD_PARAMETER",
                        "field", "limit",
                        "requestId", "request-1"));
    }

    @Test
    void aScriptInAReasonComesOutAsTextOfJson() {
        AMorning.Answer answer = morning.get("/api/orders/" + AMorning.DENIED);

        assertThat(answer.at("request.because")).isEqualTo("<script>alert(1)</script>");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        AMorning.Answer answer = morning.post(STOP, "x".repeat(10_000_000));

        assertThat(answer.problem()).isEqualTo("413 BODY_TOO_LARGE body");
    }

    @Test
    void aBodyOfExactlyTheBoundIsRead() {
        String padded = PAUSE + " ".repeat(DashboardHandler.MOST_BODY - PAUSE.length());

        assertThat(morning.post(STOP, padded).status()).isEqualTo(200);
        assertThat(morning.post(STOP, padded + " ").status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""
            })
    void aBodyOfAnotherTypeIsNotRead(String type) {
        APIGatewayV2HTTPEvent event = AMorning.event("POST", STOP);
        event.setHeaders(Map.of("content-type", type));
        event.setBody(PAUSE);

        assertThat(morning.ask(event).problem()).isEqualTo("415 NOT_JSON content-type");
    }

    @Test
    void aBodyWithoutATypeIsNotRead() {
        APIGatewayV2HTTPEvent event = AMorning.event("POST", STOP);
        event.setBody(PAUSE);

        assertThat(morning.ask(event).problem()).isEqualTo("415 NOT_JSON content-type");
    }

    @Test
    void aBodyMayComeInBase64() {
        APIGatewayV2HTTPEvent event = AMorning.event("POST", STOP);
        event.setHeaders(Map.of("content-type", "application/json; charset=utf-8"));
        event.setIsBase64Encoded(true);
        event.setBody(Base64.getEncoder().encodeToString(PAUSE.getBytes(StandardCharsets.UTF_8)));
        assertThat(morning.ask(event).at("state")).isEqualTo("REDUCING");

        event.setBody("%%%");
        assertThat(morning.ask(event).problem()).isEqualTo("400 BAD_BODY body");
    }

    @Test
    void anErrorNobodyExpectedTellsTheRequestIdAndNothingOfItself() {
        AMorning.Answer answer = morning.ask(
                morning.handler(new Broken(new IllegalStateException("secret"))),
                AMorning.event("GET", "/api/portfolio"));

        assertThat(answer.problem()).isEqualTo("500 UNEXPECTED null");
        assertThat(answer.body()).contains("request-1").doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void anEventThatIsNoHttpRequestIsAnUnexpectedErrorToo() {
        AMorning.Answer answer = morning.ask(APIGatewayV2HTTPEvent.builder().build());

        assertThat(answer.problem()).isEqualTo("500 UNEXPECTED null");
    }

    @Test
    void aLedgerThatDoesNotAnswerIsToldAsSuch() {
        Ledger down = new Broken(new Ledger.LedgerUnavailable("down", new IllegalStateException("10.0.0.1")));
        for (String path : List.of("/api/health", "/api/system/status", "/api/trades", "/api/accounts")) {
            AMorning.Answer answer = morning.ask(morning.handler(down), AMorning.event("GET", path));
            assertThat(answer.problem()).as(path).isEqualTo("503 LEDGER_UNAVAILABLE null");
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(answer.body()).doesNotContain("10.0.0.1");
        }
    }

    @Test
    void aTornEscapeInThePathIsNamed() {
        assertThat(morning.get("/api/portfolio/%zz").problem()).isEqualTo("400 BAD_PATH null");
    }

    @Test
    void anEscapedPathIsDecoded() {
        assertThat(morning.get("/api/portfolio/c%6Caude").at("account")).isEqualTo("claude");
        assertThat(morning.get("/api/invocations/claude/2024-01-15T10%3A15").status())
                .isEqualTo(200);
    }

    @Test
    void theSettingsNameEveryMissingVariableAtOnce() {
        assertThatThrownBy(() -> DashboardSettings.from(Map.of()))
                .hasMessageContaining("SAUDA_TABLE")
                .hasMessageContaining("SAUDA_CONFIG")
                .hasMessageContaining("SAUDA_QUEUES");
    }

    /// A ledger that throws at everything.
    record Broken(RuntimeException error) implements Ledger {

        @Override
        public Optional<Item> get(Key key) {
            throw error;
        }

        @Override
        public List<Item> list(String partition, String prefix, boolean newestFirst, int most) {
            throw error;
        }

        @Override
        public List<Item> older(String partition, String prefix, String than, int most) {
            throw error;
        }

        @Override
        public List<Item> range(String partition, String from, String to) {
            throw error;
        }

        @Override
        public Commit commit(List<Write> writes) {
            throw error;
        }
    }
}
