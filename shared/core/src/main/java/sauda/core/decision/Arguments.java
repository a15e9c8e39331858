package sauda.core.decision;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sauda.events.EventJson;
import sauda.events.Symbol;

/// The arguments of one tool call, read strictly: nothing is converted, completed or
/// guessed.
record Arguments(Map<String, Object> fields) {

    /// Characters of arguments that are read; longer ones are refused unread.
    static final int LONGEST = 4_000;

    /// A call that was refused: the code, the field it is about, and what would have
    /// been right.
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        final Refusal code;
        final @Nullable String field;
        final String expected;

        Refused(Refusal code, @Nullable String field, String expected) {
            super(code.name(), null, false, false);
            this.code = code;
            this.field = field;
            this.expected = expected;
        }
    }

    static Arguments of(String json, ToolSpec tool) throws Refused {
        @SuppressWarnings("unchecked")
        Set<String> known = new TreeSet<>((List<String>) tool.schema().getOrDefault("required", List.of()));
        Map<String, Object> fields = object(json, known);
        for (String field : fields.keySet()) {
            if (!known.contains(field)) {
                throw new Refused(Refusal.UNKNOWN_FIELD, Words.clean(field, 40), "only " + known);
            }
        }
        for (String field : known) {
            if (!fields.containsKey(field)) {
                throw new Refused(Refusal.MISSING_FIELD, field, "all of " + known);
            }
        }
        return new Arguments(fields);
    }

    private static Map<String, Object> object(String json, Set<String> known) throws Refused {
        if (json.isBlank() && known.isEmpty()) {
            return Map.of();
        }
        if (json.length() > LONGEST) {
            throw new Refused(Refusal.BAD_JSON, null, "a JSON object of at most " + LONGEST + " characters");
        }
        try {
            return EventJson.object(json);
        } catch (EventJson.BadMessage bad) {
            throw new Refused(Refusal.BAD_JSON, null, "one JSON object with " + known);
        }
    }

    Symbol symbol(List<String> allowed) throws Refused {
        return new Symbol(oneOf("symbol", allowed, Refusal.UNKNOWN_SYMBOL));
    }

    String oneOf(String field, List<String> allowed, Refusal code) throws Refused {
        if (fields.get(field) instanceof String text && allowed.contains(text)) {
            return text;
        }
        throw new Refused(code, field, "one of " + allowed);
    }

    long quantity(long most) throws Refused {
        long shares = whole("quantity", 1, Long.MAX_VALUE, Refusal.BAD_QUANTITY, "a whole number from 1 to " + most);
        if (shares > most) {
            throw new Refused(Refusal.TOO_MANY_SHARES, "quantity", "at most " + most);
        }
        return shares;
    }

    int confidence() throws Refused {
        return (int) whole("confidence", 0, 100, Refusal.BAD_CONFIDENCE, "a whole number from 0 to 100");
    }

    String reason() throws Refused {
        String reason = fields.get("reason") instanceof String text ? Words.clean(text) : "";
        if (reason.isEmpty()) {
            throw new Refused(Refusal.BAD_REASON, "reason", "a sentence of at most " + Words.LONGEST + " characters");
        }
        return reason;
    }

    @Nullable
    Object raw(String field) {
        return fields.get(field);
    }

    /// A JSON number with a point or an exponent is no whole number here, even `5.0`.
    private long whole(String field, long least, long most, Refusal code, String expected) throws Refused {
        long value = switch (fields.get(field)) {
            case Integer small -> small;
            case Long large -> large;
            case null, default -> Long.MIN_VALUE;
        };
        if (value < least || value > most) {
            throw new Refused(code, field, expected);
        }
        return value;
    }
}
