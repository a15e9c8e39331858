package sauda.brokers.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import sauda.core.market.CandleCheck;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Rupees;

/// Folds a file of one-minute bars to five minutes: first open, highest high, lowest
/// low, last close, all shares. Every session starts on the five-minute grid of the
/// clock. A slot is folded from the minutes there are.
final class MinuteFold {

    private static final long SLOT = Frame.M5.length().toSeconds();
    private static final long MINUTE = Frame.M1.length().toSeconds();

    private MinuteFold() {}

    /// @return the bars as they are if most of them are five minutes apart
    /// @throws CandlesUnavailable if they are neither one nor five minutes apart
    static List<Bar> toFiveMinutes(List<Bar> bars, Path file) {
        long apart = usualDistance(bars);
        if (apart == SLOT) {
            return bars;
        }
        if (apart == MINUTE) {
            return fold(bars);
        }
        throw new CandlesUnavailable(file + ": its bars are "
                + Duration.ofSeconds(apart).toMinutes() + " minutes apart; expected bars of 5 minutes, or of 1 minute");
    }

    /// The commonest time from one start to the next, in seconds, so that a few odd rows
    /// do not change what the file is. One bar alone counts as five minutes.
    private static long usualDistance(List<Bar> bars) {
        Map<Long, Integer> counts = new HashMap<>();
        long[] starts = bars.stream()
                .mapToLong(bar -> bar.start().getEpochSecond())
                .sorted()
                .toArray();
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] > starts[i - 1]) {
                counts.merge(starts[i] - starts[i - 1], 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Long, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(SLOT);
    }

    private static List<Bar> fold(List<Bar> minutes) {
        SequencedMap<Long, List<Bar>> slots = new TreeMap<>();
        minutes.stream()
                .sorted(Comparator.comparing(Bar::start))
                .forEach(minute -> slots.computeIfAbsent(
                                Math.floorDiv(minute.start().getEpochSecond(), SLOT) * SLOT, _ -> new ArrayList<>())
                        .add(minute));
        List<Bar> folded = new ArrayList<>();
        slots.forEach((start, slot) -> folded.addAll(fold(Instant.ofEpochSecond(start), new LinkedHashSet<>(slot))));
        return folded;
    }

    /// A fault must not vanish in the fold, where a good minute would cover it. So a
    /// slot with a minute that cannot be true is that minute, and one whose minutes
    /// contradict each other comes out twice: the check then refuses it.
    private static List<Bar> fold(Instant start, Collection<Bar> minutes) {
        for (Bar minute : minutes) {
            if (CandleCheck.shapeFault(minute).isPresent()) {
                return List.of(at(start, minute));
            }
            if (minute.start().getEpochSecond() % MINUTE != 0 || minute.start().getNano() != 0) {
                return List.of(minute);
            }
        }
        Map<Instant, Bar> first = new TreeMap<>();
        Map<Instant, Bar> last = new TreeMap<>();
        for (Bar minute : minutes) {
            first.putIfAbsent(minute.start(), minute);
            last.put(minute.start(), minute);
        }
        List<Bar> readings = new ArrayList<>();
        readings.add(sum(start, first.values()));
        if (!first.equals(last)) {
            readings.add(sum(start, last.values()));
        }
        return readings;
    }

    private static Bar at(Instant start, Bar bar) {
        return new Bar(start, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    private static Bar sum(Instant start, Collection<Bar> minutes) {
        Bar opening = minutes.iterator().next();
        Rupees high = opening.high();
        Rupees low = opening.low();
        Rupees close = opening.close();
        long volume = 0;
        for (Bar minute : minutes) {
            high = high.max(minute.high());
            low = low.min(minute.low());
            close = minute.close();
            volume += minute.volume();
        }
        return new Bar(start, opening.open(), high, low, close, volume);
    }
}
