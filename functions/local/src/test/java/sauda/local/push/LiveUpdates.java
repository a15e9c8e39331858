package sauda.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sauda.cloud.StreamRecords;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.desk.Connections;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.DayDesk;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Item;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.dashboard.push.PushHandler;
import sauda.dashboard.push.SocketHandler;
import sauda.dashboard.push.SocketWiring;
import sauda.events.EventJson;
import sauda.events.Routes;
import sauda.local.cloud.Cloud;
import sauda.local.cloud.EmbeddedCloud;
import sauda.local.run.Wire;

/// A page connects, says what it wants and is told what the desks write, from the stream of a
/// ledger.
abstract class LiveUpdates {

    private static final Instant NOW = Instant.parse("2024-01-15T03:40:00Z");
    private static final Config CONFIG = ConfigFile.defaults();

    /// What is there after the day has been opened, and no page sees.
    private static final List<String> BOOKS = List.of("account claude", "account gpt");

    private final List<String> told = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private Instant now = NOW;
    private Cloud cloud;
    private Wire<APIGatewayV2WebSocketEvent, APIGatewayV2WebSocketResponse> socket;
    private Wire<DynamodbEvent, @Nullable Void> push;

    abstract boolean isInMemory();

    @BeforeEach
    void start() {
        cloud = EmbeddedCloud.start(isInMemory(), Optional.empty(), Map.of());
        SocketWiring wiring = new SocketWiring(cloud.ledger(), CONFIG, new Page(), () -> now, () -> NOW);
        socket = new Wire<>(new SocketHandler(wiring), APIGatewayV2WebSocketEvent.class);
        push = new Wire<>(new PushHandler(wiring), DynamodbEvent.class);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private final class Page implements Connections {

        @Override
        public synchronized boolean post(String id, String json) {
            return !gone.contains(id) && told.add(id + " " + json);
        }

        @Override
        public synchronized void close(String id) {
            closed.add(id);
        }
    }

    @Test
    void aPageIsToldWhatTheDesksWrite() {
        connect("page=");
        assertThat(says("page=", "{\\\"subscribe\\\":{\\\"accounts\\\":[\\\"gpt\\\"],\\\"symbols\\\":[\\\"*\\\"]}}"))
                .isEqualTo("{\"type\":\"subscribed\",\"accounts\":[\"gpt\"],\"symbols\":[\"*\"]}");

        openTheDay();
        new ControlDesk(ledger(), CONFIG, (queue, group, id, message) -> {}, () -> NOW)
                .say(ControlDesk.Verb.PAUSE, "asha", "lunch");
        tell();

        assertThat(messages()).contains("account gpt", "control null").noneMatch(text -> text.contains("claude"));
        assertThat(told)
                .filteredOn(message -> message.contains("\"control\""))
                .last()
                .satisfies(last -> assertThat(last)
                        .startsWith(
                                "page= {\"type\":\"control\",\"account\":null,\"symbol\":null,\"at\":\"" + NOW + "\",")
                        .contains("\"state\":\"REDUCING\"", "\"by\":\"asha\"", "\"because\":\"lunch\""));
    }

    @Test
    void aPageThatAsksForNothingIsToldOfNoAccount() {
        connect("page=");

        openTheDay();
        tell();

        assertThat(messages()).doesNotContainAnyElementsOf(BOOKS);
    }

    @Test
    void aPageThatIsGoneIsForgotten() {
        connect("page=");
        says("page=", "{\\\"subscribe\\\":{\\\"accounts\\\":[\\\"*\\\"]}}");
        gone.add("page=");

        openTheDay();
        tell();

        assertThat(ledger().list(Keys.SOCKETS, "", false, 10)).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aPageWhoseTokenHasEndedIsClosed() {
        connect("page=");
        now = NOW.plusSeconds(3_600);

        openTheDay();
        tell();

        assertThat(closed).containsExactly("page=");
        assertThat(messages()).containsExactly("problem null");
        assertThat(ledger().list(Keys.SOCKETS, "", false, 10)).isEmpty();
        assertThat(EventJson.object(says("page=", "{\\\"ping\\\":true}")).get("code"))
                .isEqualTo("NOT_CONNECTED");
    }

    @Test
    void whatPagesDoIsNotToldToPages() {
        connect("page=");
        says("page=", "{\\\"subscribe\\\":{\\\"accounts\\\":[\\\"*\\\"],\\\"symbols\\\":[\\\"*\\\"]}}");
        connect("other=");
        socket.invoke(event("other=", "$disconnect", "null", "null"));

        assertThat(cloud.changes().stream()
                        .flatMap(change -> StreamRecords.item(change).stream())
                        .map(Item::kind)
                        .distinct())
                .containsExactly("socket");
        assertThat(Routes.function("dashboard-push").stream()).doesNotContain("socket");
    }

    @Test
    void aPositionThatIsOverIsNoMessage() {
        openTheDay();
        cloud.changes();
        connect("page=");
        says("page=", "{\\\"subscribe\\\":{\\\"accounts\\\":[\\\"*\\\"]}}");

        ledger().commit(List.of(new Write.Delete(Keys.account("gpt"), List.of())));
        tell();

        assertThat(told).isEmpty();
    }

    private Ledger ledger() {
        return cloud.ledger();
    }

    private void openTheDay() {
        DayDesk day = new DayDesk(ledger(), CONFIG, () -> NOW);
        CONFIG.accounts().forEach(account -> day.open(account, LocalDate.parse("2024-01-15")));
    }

    private void tell() {
        List<DynamodbStreamRecord> changes = cloud.changes();
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(changes);
        push.invoke(push.json(event));
    }

    private void connect(String id) {
        String authorizer = "{\"principalId\":\"5f1c\",\"sub\":\"5f1c\",\"name\":\"asha\",\"role\":\"viewer\","
                + "\"expires\":\"" + NOW.plusSeconds(3_600) + "\",\"integrationLatency\":12}";
        assertThat(socket.invoke(event(id, "$connect", authorizer, "null")).getStatusCode())
                .isEqualTo(200);
    }

    private String says(String id, String message) {
        return socket.invoke(event(id, "$default", "null", "\"" + message + "\""))
                .getBody();
    }

    /// As API Gateway writes it.
    private static String event(String id, String route, String authorizer, String body) {
        return """
                {"requestContext": {"routeKey": "%s", "authorizer": %s, "messageId": "Yb1CxfZkBcwCEmQ=",
                "eventType": "MESSAGE", "extendedRequestId": "Yb1CxGVrBcwFzrA=",
                "requestTime": "15/Jan/2024:03:40:00 +0000", "messageDirection": "IN", "stage": "live",
                "connectedAt": 1705290000000, "requestTimeEpoch": 1705290000001,
                "identity": {"sourceIp": "192.0.2.1", "userAgent": "Mozilla"}, "requestId": "Yb1CxGVrBcwFzrA=",
                "domainName": "abc123.execute-api.ap-south-1.amazonaws.com", "connectionId": "%s",
                "apiId": "abc123"}, "body": %s, "isBase64Encoded": false}""".formatted(route, authorizer, id, body);
    }

    private List<String> messages() {
        return told.stream()
                .map(message -> EventJson.object(message.substring(message.indexOf(' '))))
                .map(message -> message.get("type") + " " + message.get("account"))
                .toList();
    }
}
