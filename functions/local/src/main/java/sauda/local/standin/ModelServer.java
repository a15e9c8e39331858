package sauda.local.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// `POST /v1/chat/completions` on a free port of loopback; what it answers is handed in.
public final class ModelServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Asked, Answer> model;
    private final AtomicLong requests = new AtomicLong();

    /// @param headers names in the form `Content-type`
    public record Asked(Map<String, List<String>> headers, String body) {}

    /// @param delay before the first byte
    /// @param dribble keeps the connection alive with white space for so long before the
    ///                body
    /// @param cut   announces more bytes than it sends
    public record Answer(
            int status, Map<String, String> headers, String body, Duration delay, Duration dribble, boolean cut) {

        public static Answer json(int status, String body) {
            return new Answer(
                    status, Map.of("Content-Type", "application/json"), body, Duration.ZERO, Duration.ZERO, false);
        }

        public Answer after(Duration wait) {
            return new Answer(status, headers, body, wait, dribble, cut);
        }

        public Answer dribbling(Duration time) {
            return new Answer(status, headers, body, delay, time, cut);
        }

        public Answer cutShort() {
            return new Answer(status, headers, body, delay, dribble, true);
        }

        public Answer with(String header, String value) {
            Map<String, String> more = new java.util.TreeMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body, delay, dribble, cut);
        }
    }

    private ModelServer(Function<Asked, Answer> model) throws IOException {
        this.model = model;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    public static ModelServer start(Function<Asked, Answer> model) {
        try {
            return new ModelServer(model);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /// What `OPENROUTER_BASE_URL` is set to.
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    public long requests() {
        return requests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = exchange.getRequestMethod().equals("POST")
                    ? model.apply(new Asked(Map.copyOf(exchange.getRequestHeaders()), body))
                    : Answer.json(405, "{\"error\":{\"code\":405,\"message\":\"POST is expected\"}}");
            send(exchange, answer);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        Thread.sleep(answer.delay());
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean dribbles = answer.dribble().isPositive();
        long announced = bytes.length == 0 ? -1 : bytes.length + (answer.cut() ? 1_000 : 0);
        exchange.sendResponseHeaders(answer.status(), dribbles ? 0 : announced);
        OutputStream out = exchange.getResponseBody();
        for (long waited = 0; waited < answer.dribble().toMillis(); waited += 50) {
            out.write(' ');
            out.flush();
            Thread.sleep(50);
        }
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
