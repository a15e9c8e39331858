package sauda.fakedhan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The fake on a port of loopback: REST below `/v2`, tokens below `/auth`, the instrument
/// file below `/api-data`, its own controls below `/_fake`. Each call has a thread of its
/// own, so that one that is never answered holds up no other.
public final class FakeDhanServer implements AutoCloseable {

    static {
        // Else head and body of an answer are 40 ms apart, by Nagle's algorithm.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final FakeDhan fake;
    private final FakeCalls controls;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Sockets sockets;
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeDhanServer(FakeDhan fake, int port) {
        this.fake = fake;
        this.controls = new FakeCalls(fake);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        sockets = new Sockets(fake);
        fake.whenMoved(sockets::tell);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /// @param port 0 for any that is free
    public static FakeDhanServer start(FakeDhan fake, int port) {
        FakeDhanServer started = new FakeDhanServer(fake, port);
        started.server.start();
        return started;
    }

    public FakeDhan fake() {
        return fake;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// What `DHAN_BASE_URL` is to be.
    public String baseUrl() {
        return root() + "/v2";
    }

    /// What `DHAN_AUTH_URL` is to be.
    public String authUrl() {
        return root() + "/auth";
    }

    /// Where the instrument file lies.
    public String instrumentsUrl() {
        return root() + "/api-data/api-scrip-master.csv";
    }

    /// The market feed's WebSocket, to be followed by Dhan's own query.
    public String feedUrl() {
        return "ws://127.0.0.1:" + sockets.port() + "/feed";
    }

    /// The WebSocket that tells of orders.
    public String orderUpdateUrl() {
        return "ws://127.0.0.1:" + sockets.port() + "/order-update";
    }

    private String root() {
        return "http://127.0.0.1:" + port();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            List<String> parts = Arrays.stream(path.split("/"))
                    .filter(part -> !part.isEmpty())
                    .toList();
            String base = parts.isEmpty() ? "" : parts.getFirst();
            Fault fault = base.equals("_fake") ? null : fake.faults().on(exchange.getRequestMethod(), path);
            Call call = call(exchange, path, parts.isEmpty() ? parts : parts.subList(1, parts.size()), fault);
            Reply reply = base.equals("_fake") ? controls.answer(call) : fake.answer(base, call);
            sockets.tell();
            deliver(exchange, fault, reply);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Call call(HttpExchange exchange, String path, List<String> segments, @Nullable Fault fault)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Call(
                exchange.getRequestMethod(),
                path,
                segments,
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                fault);
    }

    static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// A reset and a silence both end as a connection without an answer, one at once.
    private void deliver(HttpExchange exchange, @Nullable Fault fault, @Nullable Reply reply)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Reset _ -> {
                return;
            }
            case Fault.Silence _ -> {
                waitFor(fake.behaviour().silence());
                return;
            }
            case Fault.ErrorPage page -> send(exchange, Reply.page(page.status()));
            case Fault.Slow(Duration by) -> {
                waitFor(by);
                send(exchange, reply == null ? Reply.page(500) : reply);
            }
            case null, default -> send(exchange, reply == null ? Reply.page(500) : reply);
        }
    }

    private void waitFor(Duration time) throws InterruptedException {
        boolean over = closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        if (over) {
            throw new InterruptedException("the server closes");
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.bytes();
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        sockets.close();
        threads.shutdownNow();
    }
}
