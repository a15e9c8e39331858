package sauda.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sauda.events.EventJson;
import sauda.events.Tick;

/// A function in Lambda's real runtime client, asked by a Runtime API of ours, and what it sends to a
/// queue: the invocation's trace is on it, and in its log.
@EnabledOnOs(OS.LINUX)
class ATraceGoesOnTest {

    private static final String ROOT = "1-5759e988-bd862e3fe1be46a994272793";
    private static final String HEADER = "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1";
    private static final String TICK = "{\"duty\":\"tick\",\"at\":\"2026-01-15T04:45:00Z\"}";

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @Test
    void aSendInsideAnInvocationCarriesItsTraceAndTheLogNamesIt(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/2018-06-01/runtime/", this::runtimeApi);
        server.createContext("/queue", this::queue);
        server.start();

        Process function = function(log).start();
        try {
            assertThat(sent.poll(60, TimeUnit.SECONDS)).as("%s", log).isEqualTo(HEADER);
            assertThat(answers.poll(60, TimeUnit.SECONDS)).isEqualTo("null");
        } finally {
            function.destroyForcibly().waitFor();
        }

        List<Map<String, Object>> lines = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("{"))
                .map(EventJson::object)
                .toList();
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("trace", ROOT)
                        .containsEntry("correlation", "2601151015")
                        .containsEntry("function", "sauda-paper-sending")
                        .containsEntry("stage", "paper")
                        .containsEntry("level", "DEBUG"));
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private ProcessBuilder function(Path log) {
        String here = "127.0.0.1:" + server.getAddress().getPort();
        ProcessBuilder function = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        SendingHandler.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        function.environment()
                .putAll(Map.of(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "AWS_LAMBDA_RUNTIME_API",
                        here,
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "sauda-paper-sending",
                        "AWS_REGION",
                        "ap-south-1",
                        "AWS_ACCESS_KEY_ID",
                        "none",
                        "AWS_SECRET_ACCESS_KEY",
                        "none",
                        "AWS_ENDPOINT_URL_SQS",
                        "http://" + here + "/queue",
                        "QUEUE_URL",
                        "http://" + here + "/queue/bars.fifo",
                        "SAUDA_STAGE",
                        "paper"));
        function.environment()
                .putAll(Map.of(
                        "LAMBDA_TASK_ROOT", "/nowhere",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_LAMBDA_FUNCTION_VERSION", "1",
                        "AWS_LAMBDA_LOG_GROUP_NAME", "/sauda/paper/sending",
                        "AWS_LAMBDA_LOG_STREAM_NAME", "one"));
        return function;
    }

    /// One invocation; whoever asks for another waits until the test is over.
    private void runtimeApi(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        if (path.endsWith("/invocation/next")) {
            if (asked.getAndIncrement() > 0) {
                await();
            }
            call.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "r1");
            call.getResponseHeaders().set("Lambda-Runtime-Trace-Id", HEADER);
            call.getResponseHeaders()
                    .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:ap-south-1:1:function:f");
            call.getResponseHeaders()
                    .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
            answer(call, 200, "{\"Records\":[{\"Sns\":{\"Message\":" + EventJson.write(TICK) + "}}]}");
        } else {
            answers.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(call, 202, "{}");
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void queue(HttpExchange call) throws IOException {
        Map<String, Object> message =
                EventJson.object(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(EventJson.read((String) message.get("MessageBody"), Tick.class))
                .isNotNull();
        sent.add(String.valueOf(call.getRequestHeaders().getFirst("X-Amzn-Trace-Id")));
        answer(
                call,
                200,
                "{\"MessageId\":\"m1\",\"MD5OfMessageBody\":\"" + md5((String) message.get("MessageBody")) + "\"}");
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return "%032x".formatted(new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
