package sauda.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON object of texts and numbers, as people's requests are, read field by field: the
/// first fault ends it, and names its field. Nothing is built of what is nested.
public final class FlatJson {

    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    /// @param isText whether it was written in quotes
    public record Value(String text, boolean isText) {}

    /// @param fields that there may be
    /// @return the values of those that are there and not null
    /// @throws BadField for the first thing that is wrong
    public static Map<String, Value> read(String json, Collection<String> fields) {
        String at = BODY;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadField(BODY, "the body is one JSON object with " + String.join(", ", fields));
            }
            Map<String, @Nullable Value> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!fields.contains(name)) {
                    throw new BadField(
                            name.substring(0, Math.min(MOST_NAME, name.length())),
                            "the body has no such field; it has " + String.join(", ", fields));
                }
                at = name;
                if (values.containsKey(name)) {
                    throw new BadField(name, name + " is there twice");
                }
                values.put(name, value(parser, name));
                at = BODY;
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new BadField(BODY, "the body is one JSON object and nothing after it");
            }
            values.values().removeAll(Collections.singleton(null));
            return Map.copyOf(values);
        } catch (IOException bad) {
            throw new BadField(at, "the body is one JSON object with " + String.join(", ", fields));
        }
    }

    private static @Nullable Value value(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        return switch (token) {
            case VALUE_STRING -> new Value(parser.getText(), true);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value(parser.getText(), false);
            case VALUE_NULL -> null;
            case null, default -> throw new BadField(name, name + " is text or a number");
        };
    }

    private static final String BODY = "body";
    private static final int MOST_NAME = 60;

    /// A field that is not what it should be.
    public static final class BadField extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String field;
        private final String what;

        BadField(String field, String what) {
            super(what);
            this.field = field;
            this.what = what;
        }

        /// One sentence for who wrote it.
        public String what() {
            return what;
        }

        /// Its name, or `body` when it is the whole.
        public String field() {
            return field;
        }
    }
}
