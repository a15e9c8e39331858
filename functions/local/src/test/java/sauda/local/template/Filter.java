package sauda.local.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a filter policy of SNS or a filter pattern of Lambda lets through: every name in it is in
/// the message, with one of the values. Both know more than equal text; nothing here does.
final class Filter {

    private Filter() {}

    static boolean passes(Map<?, ?> filter, Map<?, ?> message) {
        return filter.entrySet().stream().allMatch(rule -> passes(rule.getValue(), message.get(rule.getKey())));
    }

    private static boolean passes(Object rule, @Nullable Object value) {
        if (rule instanceof Map<?, ?> nested) {
            return value instanceof Map<?, ?> inner && passes(nested, inner);
        }
        List<?> allowed = (List<?>) rule;
        if (!allowed.stream().allMatch(String.class::isInstance)) {
            throw new IllegalStateException("say here what " + allowed + " lets through");
        }
        return allowed.contains(value);
    }
}
