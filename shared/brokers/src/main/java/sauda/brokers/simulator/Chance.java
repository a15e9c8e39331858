package sauda.brokers.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.SplittableRandom;
import sauda.events.Sha256;

/// A stream of chance that belongs to a seed, a purpose and a day, so that what is drawn
/// never depends on what else was drawn. Same numbers on every machine.
final class Chance {

    private final SplittableRandom random;
    private double spare;
    private boolean hasSpare;

    private Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// The streams of one purpose, one for each day.
    record Purpose(long key) {

        Purpose(long seed, String name) {
            this(ByteBuffer.wrap(Sha256.of((seed + "|" + name).getBytes(StandardCharsets.UTF_8)))
                    .getLong());
        }

        Chance on(LocalDate date) {
            return new Chance(new SplittableRandom(key ^ date.toEpochDay()).nextLong());
        }

        /// The stream of what holds for all days.
        Chance always() {
            return new Chance(key);
        }
    }

    /// Evenly above 0 and below 1.
    double uniform() {
        return ((random.nextLong() >>> 12) + 0.5) * 0x1.0p-52;
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    boolean happens(double probability) {
        return uniform() < probability;
    }

    double sign() {
        return happens(0.5) ? 1 : -1;
    }

    /// Standard normal, by Marsaglia's polar method: the JDK does not promise the
    /// algorithm of its own.
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * uniform() - 1;
            v = 2 * uniform() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * scale;
        hasSpare = true;
        return u * scale;
    }
}
