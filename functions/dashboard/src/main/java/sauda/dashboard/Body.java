package sauda.dashboard;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.events.FlatJson;
import sauda.events.FlatJson.BadField;
import sauda.events.FlatJson.Value;

/// The body of a request: the fields of a record, each read as what it is or refused by name.
record Body(Map<String, Value> fields) {

    /// @throws Refused for a field that the record does not have, and for what is no such object
    static Body of(String json, Class<? extends Record> takes) {
        List<String> names = Arrays.stream(takes.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        try {
            return new Body(FlatJson.read(json, names));
        } catch (BadField bad) {
            throw Refused.body(bad.field(), bad.what());
        }
    }

    /// One line of 1 to so many characters.
    String text(String field, int most) {
        return optional(field, most).orElseThrow(() -> Refused.body(field, field + " is needed, and is text"));
    }

    Optional<String> optional(String field, int most) {
        Value value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        String text = value.text().strip();
        if (!value.isText()) {
            throw Refused.body(field, field + " is text");
        }
        if (text.isEmpty() || text.length() > most || text.codePoints().anyMatch(Body::isHidden)) {
            throw Refused.body(field, field + " is one line of 1 to " + most + " characters");
        }
        return Optional.of(text);
    }

    /// What breaks a line, is no character, or turns the order of those that follow.
    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
        };
    }

    /// A whole number from 1 on, written plainly.
    long count(String field, long most) {
        Value value = fields.get(field);
        if (value == null
                || value.isText()
                || !value.text().matches("[1-9][0-9]{0,17}")
                || Long.parseLong(value.text()) > most) {
            throw Refused.body(field, field + " is a whole number from 1 to " + most);
        }
        return Long.parseLong(value.text());
    }
}
