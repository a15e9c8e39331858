package sauda.local.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;

/// Pages that listen over a WebSocket, and note when they heard of each fill.
final class OpenPages implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ORDER = "{\"type\":\"order\"";
    private static final String SUBSCRIBE = "{\"subscribe\":{\"accounts\":[\"*\"],\"symbols\":[\"*\"]}}";

    private final FillTimes fills;
    private final Figures figures = new Figures();
    private final List<WebSocket> pages = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().executor(threads).connectTimeout(PATIENCE).build();

    OpenPages(FillTimes fills) {
        this.fills = fills;
    }

    /// Opens one more page, and waits until it is told that it listens.
    void open(String url, String token) {
        Page page = new Page();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("sauda.v1", token)
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create(url.replaceFirst("^http", "ws") + "/socket"), page)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        socket.sendText(SUBSCRIBE, true).join();
        page.subscribed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        pages.add(socket);
    }

    /// From the ledger's commit of a fill to each page.
    Figures figures() {
        return figures;
    }

    @Override
    public void close() {
        pages.forEach(WebSocket::abort);
        client.close();
        threads.close();
    }

    private final class Page implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final Set<String> heard = ConcurrentHashMap.newKeySet();
        private final CompletableFuture<Boolean> subscribed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                told(text.toString(), System.nanoTime());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void told(String message, long now) {
            if (message.startsWith("{\"type\":\"subscribed\"")) {
                subscribed.complete(true);
            }
            if (!message.startsWith(ORDER)) {
                return;
            }
            if (EventJson.object(message).get("data") instanceof Map<?, ?> data
                    && data.get("request") instanceof Map<?, ?> request
                    && data.get("fills") instanceof List<?> known
                    && !known.isEmpty()) {
                String fill = request.get("id") + "#" + known.size();
                if (heard.add(fill)) {
                    fills.of(fill).ifPresent(at -> figures.answered("fill to page", now - at, "heard", false));
                }
            }
        }

        @Override
        public void onError(WebSocket socket, Throwable broken) {
            subscribed.completeExceptionally(broken);
            figures.answered("fill to page", 0, broken.getClass().getSimpleName(), true);
        }
    }
}
