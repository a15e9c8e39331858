package sauda.local.storm;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Chance, from a seed: which faults a round has, each in its own strength, and when they strike.
final class Weather {

    private static final int ALL = 1_000_000;

    private final SplittableRandom random;
    private final Map<Fault, Integer> strength = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private boolean calm;

    Weather(long seed) {
        this.random = new SplittableRandom(seed);
        int share = 20 + random.nextInt(50);
        for (Fault fault : Fault.values()) {
            boolean has = random.nextInt(100) < share;
            int percent = 20 + random.nextInt(130);
            strength.put(fault, has ? fault.often * percent * (ALL / 100_000) : 0);
        }
    }

    /// From now on nothing goes wrong.
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    boolean has(Fault fault) {
        return strength.getOrDefault(fault, 0) > 0;
    }

    boolean strikes(Fault fault) {
        int chance = strength.getOrDefault(fault, 0);
        if (calm || chance == 0 || random.nextInt(ALL) >= chance) {
            return false;
        }
        struck.merge(fault, 1L, Long::sum);
        return true;
    }

    /// How often each fault struck.
    Map<Fault, Long> struck() {
        return struck;
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /// From 0, below the bound.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// Both ends included.
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }
}
