package sauda.local.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import sauda.dashboard.DashboardHandler;
import sauda.dashboard.Tokens;
import sauda.events.Routes;
import sauda.local.run.Wire;
import sauda.local.web.Answer;
import sauda.local.web.Asked;

/// The HTTP API of API Gateway: authorizer, CORS, as many starts of the function at once as are
/// allowed, and its event.
final class ApiGateway {

    /// API Gateway takes no more.
    static final int LARGEST_BODY = 10 * 1024 * 1024;

    /// Far more than the dashboard reads.
    private static final int LARGE = 64 * 1024;
    /// So many large bodies are in memory at once; others wait.
    private static final int LARGE_AT_ONCE = 4;

    private static final Answer UNAUTHORIZED = Answer.json(401, Map.of("message", "Unauthorized"))
            .with(Map.of("www-authenticate", "Bearer", "cache-control", "no-store"));
    private static final Answer TORN = Answer.problem(400, "Bad Request", "BAD_PATH", "the path has a torn %-escape");
    private static final Answer BUSY = Answer.problem(
                    503, "Service Unavailable", "BUSY", "more is asked at once than can be answered; ask again")
            .with("retry-after", "1");

    private final Wire<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler;
    private final JwtAuthorizer authorizer;
    private final Runnable afterWrite;
    private final Semaphore free;
    private final Semaphore freeForLarge = new Semaphore(LARGE_AT_ONCE, true);

    /// @param afterWrite called after each request that may have sent messages
    /// @param atOnce     so many requests are in the handler at once; others are told to come back
    ApiGateway(DashboardHandler dashboard, Tokens tokens, Runnable afterWrite, int atOnce) {
        this.handler = new Wire<>(dashboard, APIGatewayV2HTTPEvent.class);
        this.authorizer = new JwtAuthorizer(tokens);
        this.afterWrite = afterWrite;
        this.free = new Semaphore(atOnce);
    }

    Answer answer(Asked asked) {
        if (Cors.isPreflight(asked)) {
            return Cors.preflight(asked);
        }
        return Cors.said(authorized(asked), asked);
    }

    private Answer authorized(Asked asked) {
        Optional<String> path = HttpEvent.decoded(asked.path());
        if (path.isEmpty()) {
            return TORN;
        }
        if (isOpen(asked.method(), path.get())) {
            return handled(asked, path.get(), Optional.empty());
        }
        Optional<Map<String, String>> claims = authorizer.claims(asked);
        return claims.isEmpty() ? UNAUTHORIZED : handled(asked, path.get(), claims);
    }

    private static boolean isOpen(String method, String path) {
        return Routes.HTTP.stream()
                .anyMatch(route -> route.open()
                        && route.path().equals(path)
                        && route.method().equals(method.equals("HEAD") ? "GET" : method));
    }

    private Answer handled(Asked asked, String path, Optional<Map<String, String>> claims) {
        if (!free.tryAcquire()) {
            return BUSY;
        }
        Answer answer;
        try {
            answer = asked.isRead() ? invoked(asked, path, new byte[0], claims) : withBody(asked, path, claims);
        } finally {
            free.release();
        }
        if (!asked.isRead()) {
            // not counted: it may wait for a tick, and reads must not wait with it
            afterWrite.run();
        }
        return answer;
    }

    private Answer withBody(Asked asked, String path, Optional<Map<String, String>> claims) {
        if (isSmall(asked)) {
            return invoked(asked, path, asked.body().read(LARGE), claims);
        }
        freeForLarge.acquireUninterruptibly();
        try {
            return invoked(asked, path, asked.body().read(LARGEST_BODY), claims);
        } finally {
            freeForLarge.release();
        }
    }

    private static boolean isSmall(Asked asked) {
        return asked.header("content-length")
                .filter(length -> length.length() <= Integer.toString(LARGE).length())
                .filter(length -> Integer.parseInt(length) <= LARGE)
                .isPresent();
    }

    private Answer invoked(Asked asked, String path, byte[] body, Optional<Map<String, String>> claims) {
        String requestId = UUID.randomUUID().toString();
        APIGatewayV2HTTPResponse response = handler.invoke(HttpEvent.of(asked, path, body, requestId, claims));
        Map<String, String> headers = new HashMap<>();
        Objects.requireNonNullElse(response.getHeaders(), Map.<String, String>of())
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String text = Objects.requireNonNullElse(response.getBody(), "");
        return new Answer(response.getStatusCode(), headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
