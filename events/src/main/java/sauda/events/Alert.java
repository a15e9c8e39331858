package sauda.events;

import java.time.Instant;
import java.util.Map;
import java.math.BigDecimal;

/// Something a person should know.
///
/// @param code    such as `DAY_LOSS_5`, `NOT_FLAT`, `DECISION_LOST`
/// @param subject account, client or stock it is about, or `system`
/// @param text    one sentence that says what happened and what to do
public record Alert(
        String code, String subject, String text, Level level, Map<String, BigDecimal> numbers, Instant at) {

    public enum Level {
        INFO,
        WARN,
        URGENT
    }

    public Alert {
        numbers = Map.copyOf(numbers);
    }
}
