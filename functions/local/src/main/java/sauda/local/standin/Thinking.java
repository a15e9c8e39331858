package sauda.local.standin;

import java.util.List;
import java.util.Map;
import sauda.events.Sha256;

/// Sealed thoughts, as models that think attach to a turn and expect back unchanged.
final class Thinking {

    /// A tool call's id with this beginning belongs to a turn with thoughts.
    static final String MARK = "thought_";

    private Thinking() {}

    static List<Map<String, Object>> about(String text) {
        return List.of(Map.of("type", "reasoning.text", "text", text, "signature", seal(text), "index", 0));
    }

    static boolean isWhole(Map<?, ?> message) {
        return message.get("reasoning_details") instanceof List<?> details
                && !details.isEmpty()
                && details.stream()
                        .allMatch(detail -> detail instanceof Map<?, ?> one
                                && one.get("text") instanceof String text
                                && seal(text).equals(one.get("signature")));
    }

    private static String seal(String text) {
        return Sha256.hex("stand-in thought: " + text);
    }
}
