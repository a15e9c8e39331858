package sauda.local.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// Secrets Manager on loopback: speaks its wire for the three calls that are used.
public final class SecretsEndpoint implements AutoCloseable {

    private static final String GET = "secretsmanager.GetSecretValue";
    private static final String PUT = "secretsmanager.PutSecretValue";
    private static final String CREATE = "secretsmanager.CreateSecret";

    private final HttpServer server;
    private final Map<String, String> secrets;

    public SecretsEndpoint(Map<String, String> secrets) {
        this.secrets = new ConcurrentHashMap<>(secrets);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Amz-Target"), "")) {
                case GET -> get(exchange, field(body, "SecretId"));
                case PUT -> put(exchange, field(body, "SecretId"), field(body, "SecretString"));
                case CREATE -> create(exchange, field(body, "Name"), field(body, "SecretString"));
                default -> send(exchange, 400, Map.of("__type", "UnknownOperationException"));
            }
        }
    }

    private void get(HttpExchange exchange, String name) throws IOException {
        String value = secrets.get(name);
        if (value == null) {
            sendAbsent(exchange, name);
        } else {
            send(exchange, 200, Map.of("Name", name, "ARN", "arn:local:" + name, "SecretString", value));
        }
    }

    private void put(HttpExchange exchange, String name, String value) throws IOException {
        if (secrets.replace(name, value) == null) {
            sendAbsent(exchange, name);
        } else {
            send(exchange, 200, Map.of("Name", name, "ARN", "arn:local:" + name));
        }
    }

    private static void sendAbsent(HttpExchange exchange, String name) throws IOException {
        send(exchange, 400, Map.of("__type", "ResourceNotFoundException", "message", "no secret " + name));
    }

    private void create(HttpExchange exchange, String name, String value) throws IOException {
        if (secrets.putIfAbsent(name, value) != null) {
            send(exchange, 400, Map.of("__type", "ResourceExistsException", "message", "there is a secret " + name));
        } else {
            send(exchange, 200, Map.of("Name", name, "ARN", "arn:local:" + name));
        }
    }

    private static String field(String body, String name) {
        try {
            return String.valueOf(EventJson.object(body).get(name));
        } catch (BadMessage notJson) {
            return "";
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> answer) throws IOException {
        byte[] bytes = EventJson.write(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
