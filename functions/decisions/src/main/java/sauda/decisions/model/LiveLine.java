package sauda.decisions.model;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import sauda.core.decision.Tape.Bounds;

/// The wire. One request, one answer, nothing retried; the whole answer has to be there
/// in time, since a router may keep a connection alive with white space for minutes. No
/// request is made after the deadline, none that could cost more than the purse holds.
public final class LiveLine implements Line {

    private static final long LARGEST = 4L * 1024 * 1024;
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Set<String> NOT_OURS = Set.of("content-length", "host", "connection");

    private final HttpClient client;
    private final Endpoint endpoint;
    private final Bounds bounds;
    private final Purse purse;
    private final Duration timeout;
    private final InstantSource wall;
    private final LongSupplier nanos;

    /// @param client  with a connect time-out; may serve many decisions
    /// @param timeout for one answer
    /// @param wall    the clock that deadlines are on
    /// @param nanos   for measuring
    public LiveLine(
            HttpClient client,
            Endpoint endpoint,
            Bounds bounds,
            Purse purse,
            Duration timeout,
            InstantSource wall,
            LongSupplier nanos) {
        this.client = client;
        this.endpoint = endpoint;
        this.bounds = bounds;
        this.purse = purse;
        this.timeout = timeout;
        this.wall = wall;
        this.nanos = nanos;
    }

    @Override
    public Reply send(Request request, Instant deadline) {
        if (!endpoint.hasKey()) {
            return Reply.none(Failure.NO_KEY, 0);
        }
        if (!bounds.prices().containsKey(request.asked())) {
            return Reply.none(Failure.NO_PRICE, 0);
        }
        if (!purse.covers(Usage.most(request.body(), request.asked(), bounds))) {
            return Reply.none(Failure.BUDGET, 0);
        }
        Duration left = Duration.between(wall.instant(), deadline);
        if (left.compareTo(SHORTEST) < 0) {
            return Reply.none(Failure.DECISION_DEADLINE, 0);
        }
        Reply came = exchange(request, left.compareTo(timeout) < 0 ? left : timeout);
        Reply reply = purse.hasRoomFor(came.body()) ? came : Reply.none(Failure.MODEL_TOO_LONG, came.millis());
        purse.spend(Usage.of(request.body(), reply, request.asked(), bounds));
        return reply;
    }

    private Reply exchange(Request request, Duration atMost) {
        long start = nanos.getAsLong();
        CompletableFuture<HttpResponse<String>> coming = null;
        try {
            coming = client.sendAsync(
                    http(request, atMost),
                    BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST));
            HttpResponse<String> came = coming.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(came.statusCode(), endpoint.withoutKey(came.body()), since(start));
        } catch (TimeoutException late) {
            coming.cancel(true);
            return Reply.none(Failure.MODEL_TIMEOUT, since(start));
        } catch (ExecutionException failed) {
            boolean late = failed.getCause() instanceof java.net.http.HttpTimeoutException;
            return Reply.none(late ? Failure.MODEL_TIMEOUT : Failure.MODEL_UNREACHABLE, since(start));
        } catch (InterruptedException stopped) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            return Reply.none(Failure.DECISION_DEADLINE, since(start));
        } catch (IOException | IllegalArgumentException unusable) {
            return Reply.none(Failure.MODEL_UNREACHABLE, since(start));
        }
    }

    private static HttpRequest http(Request request, Duration atMost) throws IOException {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(atMost)
                .POST(HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers()
                .forEach((name, values) -> values.stream()
                        .filter(value -> !NOT_OURS.contains(name.toLowerCase(java.util.Locale.ROOT)))
                        .forEach(value -> http.header(name, value)));
        return http.build();
    }

    private long since(long start) {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start);
    }
}
