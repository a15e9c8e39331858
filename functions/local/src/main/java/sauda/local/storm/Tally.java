package sauda.local.storm;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counters by name, in a group each.
final class Tally {

    private final SortedMap<String, SortedMap<String, Long>> groups = new TreeMap<>();

    void add(String group, String name, long count) {
        groups.computeIfAbsent(group, _ -> new TreeMap<>()).merge(name, count, Long::sum);
    }

    void add(Tally other) {
        other.groups.forEach((group, counts) -> counts.forEach((name, count) -> add(group, name, count)));
    }

    SortedMap<String, Long> group(String name) {
        return Collections.unmodifiableSortedMap(groups.getOrDefault(name, new TreeMap<>()));
    }

    long of(String group, String name) {
        return group(name.isEmpty() ? "" : group).getOrDefault(name, 0L);
    }

    long all(String group) {
        return group(group).values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return groups.toString();
    }
}
