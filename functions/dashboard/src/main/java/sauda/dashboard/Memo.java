package sauda.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The last so many answers to questions that have the same answer for ever: what an answer
/// depends on is part of its key.
final class Memo<K, V> {

    private final Map<K, V> known;

    Memo(int most) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key, Supplier<V> answer) {
        synchronized (known) {
            Optional<V> before = Optional.ofNullable(known.get(key));
            if (before.isPresent()) {
                return before.get();
            }
        }
        V fresh = answer.get();
        synchronized (known) {
            known.put(key, fresh);
        }
        return fresh;
    }
}
