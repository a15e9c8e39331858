package sauda.local.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/// The managed services behind one port of loopback, for clients of any process: with
/// `AWS_ENDPOINT_URL` set to its address, and any credentials, the production clients work
/// unchanged. DynamoDB is DynamoDB Local and SQS is ElasticMQ; secrets and topics are ours,
/// with only what is used of them.
public final class Emulator implements AutoCloseable {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    /// Not for us to copy: the client makes its own, or the server has sent its answer whole.
    private static final Set<String> OF_ONE_CONNECTION =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding", "http2-settings");

    private final HttpServer front;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final DynamoDBProxyServer dynamoDb;
    private final URI dynamoDbAt;
    private final SQSRestServer queues;
    private final URI queuesAt;
    private final SecretsEndpoint secrets;
    private final TopicsEndpoint topics = new TopicsEndpoint();

    /// @param port    0 for any free one
    /// @param keptAt  folder that keeps the database, or empty for memory
    /// @param secrets values by name, for a start
    public static Emulator start(int port, Optional<Path> keptAt, Map<String, String> secrets) {
        try {
            return new Emulator(port, keptAt, secrets);
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " is taken: name another with --port", taken);
        }
    }

    private Emulator(int port, Optional<Path> keptAt, Map<String, String> secretsIn) throws IOException {
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        int dynamoDbPort = freePort();
        dynamoDb = dynamoDb(dynamoDbPort, keptAt);
        dynamoDbAt = URI.create("http://localhost:" + dynamoDbPort);
        // The addresses of queues name the front, so that clients which go by them come here.
        queues = SQSRestServerBuilder.withPort(0)
                .withInterface("localhost")
                .withServerAddress(
                        new NodeAddress("http", "localhost", front.getAddress().getPort(), ""))
                .withAWSRegion("ap-south-1")
                .start();
        queuesAt = URI.create(
                "http://localhost:" + queues.waitUntilStarted().localAddress().getPort());
        secrets = new SecretsEndpoint(secretsIn);
        front.setExecutor(threads);
        front.createContext("/", this::answer);
        front.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static DynamoDBProxyServer dynamoDb(int port, Optional<Path> keptAt) {
        List<String> place = keptAt.map(
                        folder -> List.of("-dbPath", KeptLedger.folder(folder).toString()))
                .orElse(List.of("-inMemory"));
        List<String> arguments =
                new java.util.ArrayList<>(List.of("-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)));
        arguments.addAll(place);
        try {
            // The server does not load its native library by itself: every call would answer 500.
            SQLiteLibraryLoader.initialize();
            DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(arguments.toArray(String[]::new));
            server.start();
            return server;
        } catch (Exception broken) {
            throw new IllegalStateException("DynamoDB Local does not start", broken);
        }
    }

    /// What `AWS_ENDPOINT_URL` is set to.
    public String url() {
        return "http://localhost:" + front.getAddress().getPort();
    }

    /// What was published on topics, oldest first.
    public List<TopicsEndpoint.Published> published() {
        return topics.published();
    }

    /// Who is subscribed to topics, in the order in which they came.
    public List<TopicsEndpoint.Subscribed> subscribed() {
        return topics.subscribed();
    }

    public void forgetSubscriptions() {
        topics.forgetSubscriptions();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .orElse("");
            if (target.startsWith("DynamoDB")) {
                forward(exchange, body, dynamoDbAt);
            } else if (target.startsWith("secretsmanager")) {
                forward(exchange, body, URI.create(secrets.url()));
            } else if (target.isEmpty() && TopicsEndpoint.isFor(new String(body, StandardCharsets.UTF_8))) {
                topics.answer(exchange, new String(body, StandardCharsets.UTF_8));
            } else {
                forward(exchange, body, queuesAt);
            }
        }
    }

    private void forward(HttpExchange exchange, byte[] body, URI to) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to.resolve(exchange.getRequestURI()))
                .timeout(LONGEST_CALL)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().map().forEach((name, values) -> {
                if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            byte[] answer = response.body();
            exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        front.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
        secrets.close();
        queues.stopAndWait();
        try {
            dynamoDb.stop();
        } catch (Exception halfStopped) {
            throw new IllegalStateException("DynamoDB Local does not stop", halfStopped);
        }
    }
}
