package sauda.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A YAML file as it stands: what is on which line, not yet what it means.
sealed interface Node {

    /// For the reader of a message, such as `a list`.
    String said();

    /// @param line of the key
    /// @param node null where a fault says already that it cannot be used
    record Entry(int line, @Nullable Node node) {}

    /// In the order of the file.
    record Mapping(Map<String, Entry> entries) implements Node {
        @Override
        public String said() {
            return "a mapping";
        }
    }

    record Sequence(List<Entry> items) implements Node {
        @Override
        public String said() {
            return "a list";
        }
    }

    /// @param text as written, without its quotes
    record Scalar(Kind kind, String text) implements Node {

        enum Kind {
            TEXT,
            NUMBER,
            FLAG,
            EMPTY
        }

        @Override
        public String said() {
            return switch (kind) {
                case TEXT -> "the text \"" + text + "\"";
                case NUMBER, FLAG -> text;
                case EMPTY -> "empty";
            };
        }
    }

    /// Reads a file that holds one mapping. Duplicate keys and aliases become faults; what is
    /// no YAML at all is a fault too, and then nothing is returned.
    static @Nullable Entry read(String yaml, Faults faults) {
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                faults.add(1, "the file is empty");
                return null;
            }
            Entry root = new Reader(parser, faults).value("");
            if (parser.nextToken() != null) {
                faults.add(line(parser), "a second document begins here; a configuration is one document");
            }
            return root;
        } catch (JsonProcessingException notYaml) {
            faults.add(notYaml.getLocation().getLineNr(), "not readable as YAML: " + firstPart(notYaml));
            return null;
        } catch (IOException aTextHasNone) {
            throw new UncheckedIOException(aTextHasNone);
        }
    }

    private static String firstPart(JsonProcessingException notYaml) {
        return notYaml.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .reduce((first, second) -> first + ", " + second)
                .orElse("unknown");
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /// Walks the parser's tokens.
    record Reader(YAMLParser parser, Faults faults) {

        Entry value(String path) throws IOException {
            int line = line(parser);
            if (parser.isCurrentAlias()) {
                faults.add(line, path + " is the alias *" + parser.getText() + "; write the value out");
                return new Entry(line, null);
            }
            Node node = switch (parser.currentToken()) {
                case START_OBJECT -> mapping(path);
                case START_ARRAY -> sequence(path);
                case VALUE_TRUE, VALUE_FALSE -> new Scalar(Scalar.Kind.FLAG, parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(Scalar.Kind.NUMBER, parser.getText());
                case VALUE_NULL -> new Scalar(Scalar.Kind.EMPTY, "");
                default -> text(parser.getText());
            };
            return new Entry(line, node);
        }

        private static Node text(String text) {
            return new Scalar(text.isBlank() ? Scalar.Kind.EMPTY : Scalar.Kind.TEXT, text);
        }

        private Node mapping(String path) throws IOException {
            Map<String, Entry> entries = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                int line = line(parser);
                String inside = path.isEmpty() ? key : path + "." + key;
                parser.nextToken();
                Entry earlier =
                        entries.putIfAbsent(key, new Entry(line, value(inside).node()));
                if (earlier != null) {
                    faults.add(line, inside + " stands here a second time; the first is on line " + earlier.line());
                }
            }
            return new Mapping(entries);
        }

        private Node sequence(String path) throws IOException {
            List<Entry> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(path + "[" + (items.size() + 1) + "]"));
            }
            return new Sequence(items);
        }
    }
}
