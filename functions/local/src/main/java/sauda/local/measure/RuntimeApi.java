package sauda.local.measure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Lambda's Runtime API for one function: hands out its event so many times, and keeps when
/// that was and what came back.
final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final AtomicLong restored = new AtomicLong();
    private final byte[] event;
    private final AtomicLong left;

    /// What a function said.
    ///
    /// @param failed whether it was an error, of its start or of its work
    /// @param nanos  when
    record Answer(boolean failed, String body, long nanos) {}

    RuntimeApi(String event, int times) {
        // else each answer waits for the peer's delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.event = event.getBytes(StandardCharsets.UTF_8);
        this.left = new AtomicLong(times);
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext(BASE + "invocation/next", this::next);
        server.createContext(BASE + "restore/next", this::restore);
        server.createContext(BASE, this::answered);
        server.start();
    }

    /// What `AWS_LAMBDA_RUNTIME_API` is set to.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// The next answer, or null when none comes in time.
    @Nullable
    Answer answer(Duration most) {
        try {
            return answers.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// When the function was told that it is restored; 0 if it was not.
    long restored() {
        return restored.get();
    }

    private void next(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (left.getAndDecrement() <= 0) {
                closed.await();
                return;
            }
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json");
            headers.set("Lambda-Runtime-Aws-Request-Id", "request-" + left.get());
            headers.set(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(Instant.now().plus(DEADLINE).toEpochMilli()));
            headers.set(
                    "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:ap-south-1:000000000000:function:measured");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void restore(HttpExchange exchange) throws IOException {
        try (exchange) {
            restored.set(System.nanoTime());
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void answered(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            long now = System.nanoTime();
            exchange.sendResponseHeaders(202, -1);
            answers.add(new Answer(!exchange.getRequestURI().getPath().endsWith("/response"), body, now));
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
