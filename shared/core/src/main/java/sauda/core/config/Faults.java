package sauda.core.config;

import java.util.ArrayList;
import java.util.List;

/// Everything found wrong so far. Reading goes on after a fault, so that one run finds all.
final class Faults {

    private final List<ConfigFaults.Fault> found = new ArrayList<>();

    void add(int line, String what) {
        found.add(new ConfigFaults.Fault(line, what));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigFaults(found);
        }
    }
}
