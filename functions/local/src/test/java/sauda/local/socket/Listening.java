package sauda.local.socket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import sauda.events.EventJson;

/// A page's end of a WebSocket, as the JDK has it.
public final class Listening implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    /// @param token offered as the second subprotocol
    public Listening(String url, String token) {
        socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .subprotocols("sauda.v1", token)
                .buildAsync(URI.create(url.replace("http", "ws") + "/socket"), this)
                .join();
    }

    public String protocol() {
        return socket.getSubprotocol();
    }

    public void say(String json) {
        socket.sendText(json, true).join();
    }

    void sayBytes(byte[] bytes) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
    }

    void sayPart(String part, boolean last) {
        socket.sendText(part, last).join();
    }

    /// The next message that fits; what comes before it is skipped.
    public Map<String, Object> hears(Predicate<Map<String, Object>> wanted) {
        try {
            while (true) {
                Map<String, Object> message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("nothing more is heard");
                }
                if (wanted.test(message)) {
                    return message;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    public Map<String, Object> hears() {
        return hears(message -> true);
    }

    /// The code with which the server closes.
    int closes() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(EventJson.object(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String why) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        closed.completeExceptionally(broken);
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
