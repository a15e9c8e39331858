package sauda.local.storm;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import sauda.events.Sha256;

/// Many rounds, on as many threads as one likes: each round is its own world, and what comes of
/// it depends on the seed and its place alone.
public final class Storm {

    private static final int ROUND = 400;
    private static final int AHEAD = 64;

    private final long seed;
    private final long intents;
    private final Plant plant;

    private Storm(long seed, long intents, Plant plant) {
        this.seed = seed;
        this.intents = intents;
        this.plant = plant;
    }

    /// @param failed      the first round, by its place, in which something was found
    /// @param fingerprint of everything that happened in all rounds
    record Result(long rounds, Tally tally, Optional<Round.Played> failed, String fingerprint) {
        long findings() {
            return tally.all("checks");
        }
    }

    /// @param progress told how many intents are done
    static Result play(long intents, long seed, int threads, Plant plant, LongConsumer progress) {
        return new Storm(seed, intents, plant).play(threads, progress);
    }

    /// The whole run as a person at the console wants it.
    ///
    /// @param round plays this one round alone, if it is not null
    /// @return whether nothing was found
    public static boolean show(
            PrintStream out,
            boolean terminal,
            long intents,
            long seed,
            int threads,
            String plant,
            @Nullable Long round) {
        Plant bug = plant.isEmpty() ? Plant.NONE : Plant.named(plant);
        long began = System.nanoTime();
        Result result;
        try (Progress progress = new Progress(out, terminal, intents)) {
            result = round == null ? play(intents, seed, threads, bug, progress) : alone(round, bug);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        Sheet.of(result).forEach(out::println);
        result.failed()
                .ifPresent(failed -> Sheet.failure(failed, Round.play(failed.seed(), failed.intents(), bug, true))
                        .forEach(out::println));
        out.printf(
                Locale.ROOT,
                "%,d intents in %,d rounds, %.1f s, %,.0f intents per second, %d threads, seed %d, fingerprint %s%n",
                round == null ? intents : ROUND,
                result.rounds(),
                seconds,
                (round == null ? intents : ROUND) / seconds,
                threads,
                seed,
                result.fingerprint());
        out.println(result.findings() == 0 ? "nothing was found" : result.findings() + " findings");
        return result.findings() == 0;
    }

    private static Result alone(long seed, Plant plant) {
        Round.Played played = Round.play(seed, ROUND, plant, false);
        return new Result(
                1,
                played.tally(),
                Optional.of(played).filter(round -> !round.findings().isEmpty()),
                played.fingerprint());
    }

    /// The seed of a round by its place.
    static long seedOf(long seed, long round) {
        long mixed = (seed * 0x9E37_79B9_7F4A_7C15L + round) * 0xBF58_476D_1CE4_E5B9L;
        return mixed ^ mixed >>> 31;
    }

    /// Bugs that can be planted, by name.
    public static List<String> plants() {
        return Plant.names();
    }

    private Result play(int threads, LongConsumer progress) {
        Tally tally = new Tally();
        StringBuilder prints = new StringBuilder();
        Round.@Nullable Played failed = null;
        long rounds = (intents + ROUND - 1) / ROUND;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Round.Played>> ahead = new ArrayList<>();
            long begun = 0;
            for (long round = 0; round < rounds; round++) {
                for (; begun < rounds && begun < round + AHEAD; begun++) {
                    long place = begun;
                    ahead.add(pool.submit(() -> Round.play(seedOf(seed, place), size(place), plant, false)));
                }
                Round.Played played = result(ahead.removeFirst());
                tally.add(played.tally());
                prints.append(played.fingerprint());
                if (prints.length() > 10_000) {
                    String sum = Sha256.hex(prints.toString());
                    prints.setLength(0);
                    prints.append(sum);
                }
                if (failed == null && !played.findings().isEmpty()) {
                    failed = played;
                }
                progress.accept(Math.min(intents, (round + 1) * ROUND));
            }
        }
        return new Result(
                rounds,
                tally,
                Optional.ofNullable(failed),
                Sha256.hex(prints.toString()).substring(0, 16));
    }

    private int size(long round) {
        return (int) Math.min(ROUND, intents - round * ROUND);
    }

    private static Round.Played result(Future<Round.Played> future) {
        try {
            return future.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the storm was interrupted", stopped);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a round broke", broken.getCause());
        }
    }
}
