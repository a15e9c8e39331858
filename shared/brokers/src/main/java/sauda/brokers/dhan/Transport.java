package sauda.brokers.dhan;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/// The one class that touches the network. It makes a call exactly once and tells what
/// is known of it afterwards; whoever calls decides whether it may be made again.
///
/// The JDK's client repeats by itself only GET and HEAD, after a kept connection turned
/// out closed, and a connection that could not be made, over which nothing went. It
/// would repeat writes too if `jdk.httpclient.enableAllMethodRetry` were set: then this
/// class does not start. It follows no redirect and answers no challenge. A write has a
/// connection of its own: one that was kept while the function slept would make its
/// outcome unknown for nothing.
final class Transport {

    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final long MOST_BYTES = 16L << 20;
    private static final String REPEATS_WRITES = "jdk.httpclient.enableAllMethodRetry";

    private final InstantSource machine;
    private final HttpClient kept = client();

    /// @param machine the clock that is compared with the far end's
    Transport(InstantSource machine) {
        String repeats = System.getProperty(REPEATS_WRITES);
        if (repeats != null && (repeats.isEmpty() || Boolean.parseBoolean(repeats))) {
            throw new IllegalStateException(REPEATS_WRITES + " is set: orders could be sent twice");
        }
        this.machine = machine;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT)
                .build();
    }

    /// Makes the call, once.
    Outcome once(Call call) {
        return once(call, BodyHandlers.ofString(StandardCharsets.UTF_8), Function.identity(), MOST_BYTES);
    }

    /// Reads a text file line by line, as it comes.
    ///
    /// @param most bytes that it may have
    Outcome lines(URI uri, Consumer<String> lines, Duration timeout, long most) {
        Call call = new Call("GET", uri, Map.of(), null, timeout, false, List.of());
        return once(call, BodyHandlers.fromLineSubscriber(new Lines(lines), _ -> "", null), _ -> "", most);
    }

    private <T> Outcome once(Call call, BodyHandler<T> body, Function<T, String> text, long most) {
        HttpClient client = call.write() ? client() : kept;
        CompletableFuture<HttpResponse<T>> coming = client.sendAsync(request(call), BodyHandlers.limiting(body, most));
        try {
            HttpResponse<T> answer = coming.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.Answered(
                    answer.statusCode(),
                    Masks.without(call.secrets(), text.apply(answer.body())),
                    time(answer.headers(), "Date"),
                    machine.instant(),
                    time(answer.headers(), "Last-Modified"));
        } catch (TimeoutException late) {
            coming.cancel(true);
            return new Outcome.NoAnswer(
                    "no full answer within " + call.timeout().toMillis() + " ms");
        } catch (InterruptedException stopped) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.NoAnswer("interrupted");
        } catch (ExecutionException failed) {
            return failed(call, failed.getCause() == null ? failed : failed.getCause());
        } finally {
            if (call.write()) {
                client.shutdownNow();
            }
        }
    }

    private static Outcome failed(Call call, Throwable cause) {
        String what = cause.getClass().getSimpleName() + " "
                + Masks.without(call.secrets(), String.valueOf(cause.getMessage()));
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? new Outcome.NotSent(Outcome.told(what))
                : new Outcome.NoAnswer(Outcome.told(what));
    }

    private static HttpRequest request(Call call) {
        String body = call.body();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), publisher);
        call.headers().forEach(request::setHeader);
        return request.build();
    }

    private static Optional<Instant> time(HttpHeaders headers, String name) {
        return headers.firstValue(name).flatMap(text -> {
            try {
                return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            } catch (DateTimeException notATime) {
                return Optional.empty();
            }
        });
    }

    /// Hands lines on as they come. What its reader throws ends the call.
    private record Lines(Consumer<String> lines) implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.accept(line);
        }

        @Override
        public void onError(Throwable toldByTheCall) {}

        @Override
        public void onComplete() {}
    }
}
