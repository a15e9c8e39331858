package sauda.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sauda.core.desk.Connections;
import software.amazon.awssdk.core.exception.SdkException;

/// The real client, against a server that answers as API Gateway does.
class GatewayConnectionsTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("aws.region", "ap-south-1", "aws.accessKeyId", "a", "aws.secretAccessKey", "b");

    private final Map<String, String> before = new HashMap<>();
    private final HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Boolean> signed = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    GatewayConnectionsTest() throws IOException {}

    @BeforeEach
    void start() {
        ENVIRONMENT.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            signed.add(exchange.getRequestHeaders()
                    .getFirst("Authorization")
                    .contains("/ap-south-1/execute-api/aws4_request"));
            exchange.getResponseHeaders().add("x-amzn-ErrorType", status == 410 ? "GoneException" : "Other");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private Connections connections() {
        return GatewayConnections.of(
                URI.create("http://localhost:" + gateway.getAddress().getPort() + "/live"));
    }

    @Test
    void aMessageIsPostedToItsConnection() {
        assertThat(connections().post("L0SM9cOFvHcCIhw=", "{\"text\":\"₹\"}")).isTrue();

        assertThat(calls).containsExactly("POST /live/@connections/L0SM9cOFvHcCIhw%3D {\"text\":\"₹\"}");
        assertThat(signed).containsExactly(true);
    }

    @Test
    void aConnectionThatIsGoneIsSaidToBe() {
        status = 410;

        assertThat(connections().post("L0SM9cOFvHcCIhw=", "{}")).isFalse();
        connections().close("L0SM9cOFvHcCIhw=");

        assertThat(calls).hasSize(2);
    }

    @Test
    void aConnectionIsClosed() {
        connections().close("L0SM9cOFvHcCIhw=");

        assertThat(calls).containsExactly("DELETE /live/@connections/L0SM9cOFvHcCIhw%3D ");
    }

    @Test
    void whatTheGatewayDoesNotTakeIsNotSaidAgain() {
        status = 500;

        assertThatThrownBy(() -> connections().post("a", "{}")).isInstanceOf(SdkException.class);
        assertThatThrownBy(() -> connections().close("a")).isInstanceOf(SdkException.class);
        assertThat(calls).hasSize(2);
    }

    @Test
    void aGatewayThatIsNotThereIsATrouble() {
        Connections connections = connections();
        gateway.stop(0);

        assertThatThrownBy(() -> connections.post("a", "{}")).isInstanceOf(SdkException.class);
    }
}
