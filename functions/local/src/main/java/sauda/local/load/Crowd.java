package sauda.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// People with the page open, each with a token of their own, who ask less than they may.
final class Crowd {

    /// Between two requests of one person: 75 a minute at most, on average 60.
    private static final Duration LEAST_THINKING = Duration.ofMillis(800);

    private static final Duration MOST_THINKING = Duration.ofMillis(1200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ONE_IN_TRADES = 10;

    private final String url;
    private final Tokens tokens;

    /// Who asks.
    interface Tokens {
        /// @param person     from 0 on
        /// @param mayTrade whether it is a trader's
        String of(int person, boolean mayTrade);
    }

    Crowd(String url, Tokens tokens) {
        this.url = url;
        this.tokens = tokens;
    }

    /// Lets so many people ask for a while.
    Figures ask(int people, Duration time) {
        Figures figures = new Figures();
        long end = System.nanoTime() + time.toNanos();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                int person = i;
                boolean mayTrade = person % ONE_IN_TRADES == 0;
                String token = tokens.of(person, mayTrade);
                all.add(threads.submit(() -> look(client, figures, person, mayTrade, token, end)));
            }
            all.forEach(Crowd::await);
        }
        return figures;
    }

    private static void await(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException broken) {
            throw new IllegalStateException("somebody's requests ended", broken);
        }
    }

    private void look(HttpClient client, Figures figures, int person, boolean mayTrade, String token, long end) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(person);
        Mix mix = new Mix(random);
        // they did not all come at once
        long wait = random.nextLong(MOST_THINKING.toNanos());
        while (System.nanoTime() + wait < end) {
            if (!slept(wait)) {
                return;
            }
            ask(client, figures, mix.next(mayTrade), token);
            wait = random.nextLong(LEAST_THINKING.toNanos(), MOST_THINKING.toNanos());
        }
    }

    private static boolean slept(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ask(HttpClient client, Figures figures, Mix.Wish wish, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + wish.path()))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token);
        if (wish.body() != null) {
            request.header("content-type", "application/json")
                    .header("idempotency-key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString(wish.body()));
        }
        long began = System.nanoTime();
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            figures.answered(
                    wish.name(),
                    System.nanoTime() - began,
                    Integer.toString(response.statusCode()),
                    isError(wish, response));
        } catch (IOException broken) {
            figures.answered(
                    wish.name(), System.nanoTime() - began, broken.getClass().getSimpleName(), true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// An order that the rules deny, or one more than an account takes in a minute, is answered as
    /// it should be.
    private static boolean isError(Mix.Wish wish, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        boolean refused = wish.body() != null && (status == 409 || status == 429);
        return status >= 300 && !refused;
    }
}
