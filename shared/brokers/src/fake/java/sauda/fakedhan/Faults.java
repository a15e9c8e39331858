package sauda.fakedhan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The faults that are ordered, each for the n-th next call that fits.
public final class Faults {

    /// For every call that fits, until [#clear()].
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final List<Rule> rules = new ArrayList<>();

    private static final class Rule {
        private final String method;
        private final String prefix;
        private final Fault fault;
        private int before;
        private int times;

        Rule(String method, String prefix, Fault fault, int before, int times) {
            this.method = method;
            this.prefix = prefix;
            this.fault = fault;
            this.before = before;
            this.times = times;
        }

        boolean fits(String method, String path) {
            return (this.method.equals("*") || this.method.equals(method)) && path.startsWith(prefix);
        }
    }

    Faults() {}

    /// The next call that fits meets the fault.
    ///
    /// @param method HTTP method, `*` for any
    /// @param prefix of the path, such as `/v2/orders`
    public void next(String method, String prefix, Fault fault) {
        nth(1, method, prefix, fault, 1);
    }

    /// Every call that fits meets it, until [#clear()].
    public void always(String method, String prefix, Fault fault) {
        nth(1, method, prefix, fault, ALWAYS);
    }

    /// @param nth   1 for the next call that fits
    /// @param times how many calls in a row meet it
    public synchronized void nth(int nth, String method, String prefix, Fault fault, int times) {
        rules.add(new Rule(method, prefix, fault, nth - 1, times));
    }

    public synchronized void clear() {
        rules.clear();
    }

    /// The fault that a call meets. Rules count their calls apart, the first whose turn
    /// it is strikes.
    synchronized @Nullable Fault on(String method, String path) {
        Fault met = null;
        for (Rule rule : rules) {
            if (!rule.fits(method, path)) {
                continue;
            }
            if (rule.before > 0) {
                rule.before--;
            } else if (met == null) {
                rule.times--;
                met = rule.fault;
            }
        }
        rules.removeIf(rule -> rule.times <= 0);
        return met;
    }
}
