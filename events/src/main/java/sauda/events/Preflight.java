package sauda.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// What was checked of a broker client before trading, newest result. A failed check holds the
/// client's accounts; those of other clients trade.
public record Preflight(String client, LocalDate date, List<Check> checks, Instant at) {

    public Preflight {
        checks = List.copyOf(checks);
    }

    public List<Check> failed() {
        return checks.stream().filter(check -> !check.ok()).toList();
    }

    public boolean passed() {
        return failed().isEmpty();
    }
}
