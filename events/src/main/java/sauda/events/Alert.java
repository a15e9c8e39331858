package sauda.events;

import java.time.Instant;
import java.util.Map;
import java.math.BigDecimal;

/// Something a person should know.
///
/// @param code    such as `DAY_LOSS_5`, `NOT_FLAT`, `DECISION_LOST`
/// @param subject account, client or stock it is about, or `system`
/// @param text    one sentence that says what happened and what to do; a report has lines
public record Alert(
        String code, String subject, String text, Level level, Map<String, BigDecimal> numbers, Instant at) {

    public enum Level {
        INFO,
        WARN,
        URGENT
    }

    /// The report of a trading day, and that of a week.
    public static final String DAY_SUMMARY = "DAY_SUMMARY";

    public static final String WEEK_SUMMARY = "WEEK_SUMMARY";

    /// Whether it is a report: nothing happened, and people wait for it all the same.
    public boolean isReport() {
        return code.equals(DAY_SUMMARY) || code.equals(WEEK_SUMMARY);
    }

    public Alert {
        numbers = Map.copyOf(numbers);
    }
}
