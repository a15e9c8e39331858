package sauda.core.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The configuration cannot be used. The message names every fault with its line, what was
/// wrong and what would be right.
public final class ConfigFaults extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /// @param line in the file, from 1
    /// @param what what is wrong, and what would be right
    public record Fault(int line, String what) {

        @Override
        public String toString() {
            return "line " + line + ": " + what;
        }
    }

    ConfigFaults(List<Fault> faults) {
        super(message(faults));
        this.faults = inFileOrder(faults);
    }

    /// In the order of the file.
    public List<Fault> faults() {
        return faults;
    }

    private static String message(List<Fault> faults) {
        return inFileOrder(faults).stream()
                .map(fault -> "  " + fault)
                .collect(Collectors.joining(
                        "\n",
                        "the configuration has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults") + ":\n",
                        ""));
    }

    private static List<Fault> inFileOrder(List<Fault> faults) {
        return faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }
}
