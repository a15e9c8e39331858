package sauda.local.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The time-line of a round, kept only when somebody wants to read it: a failing round is simply
/// played again.
final class Journal {

    /// @param about order ids, account and stock: what a line is found by
    record Line(String at, String about, String what) {}

    private final boolean kept;
    private final StormClock clock;
    private final List<Line> lines = new ArrayList<>();

    Journal(boolean kept, StormClock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    void note(Supplier<String> about, Supplier<String> what) {
        if (kept) {
            String skew = clock.skew() == 0 ? "" : " (" + clock.skew() / 1000 + " s)";
            lines.add(new Line(clock.truly() + skew, about.get(), what.get()));
        }
    }

    List<Line> about(String subject) {
        return lines.stream()
                .filter(line -> line.about().isEmpty() || line.about().contains(subject))
                .toList();
    }
}
