package sauda.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A template in a form that is kept and compared: in the order of its names, without what
/// changes with each build of the code.
final class Snapshot {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter(" ", "\n"))
            .withArrayIndenter(new DefaultIndenter(" ", "\n"));

    private Snapshot() {}

    /// Whether what is kept is to be renewed.
    static boolean areWritten() {
        return "write".equals(System.getProperty("snapshots"));
    }

    static String of(Synthesised template) {
        try {
            Object sorted = JSON.treeToValue(template.json(), Object.class);
            return JSON.writer(PRINTER)
                            .writeValueAsString(sorted)
                            // A function's version is named by all that it is made from.
                            .replaceAll("(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}", "$1")
                            .replaceAll("\\b[0-9a-f]{64}\\b", "<asset>")
                            .replace(template.deployment().config().hash(), "<configuration>")
                    + "\n";
        } catch (JsonProcessingException notATemplate) {
            throw new IllegalStateException(notATemplate);
        }
    }

    /// What changed, one line for each place: `+` is new, `-` is gone, `~` is different.
    static List<String> difference(String former, String latter) {
        try {
            List<String> lines = new ArrayList<>();
            compare("", JSON.readTree(former), JSON.readTree(latter), lines);
            return lines;
        } catch (JsonProcessingException notJson) {
            return List.of("~ it is no JSON: " + notJson.getOriginalMessage());
        }
    }

    private static void compare(String path, JsonNode former, JsonNode latter, List<String> lines) {
        if (former.equals(latter)) {
            return;
        }
        if (former.isMissingNode()) {
            lines.add("+ " + path + " = " + latter);
        } else if (latter.isMissingNode()) {
            lines.add("- " + path + " = " + former);
        } else if (former.isObject() && latter.isObject()) {
            Set<String> names = new TreeSet<>();
            Stream.of(former, latter).forEach(each -> each.fieldNames().forEachRemaining(names::add));
            names.forEach(name -> compare(path + "/" + name, former.path(name), latter.path(name), lines));
        } else if (former.isArray() && latter.isArray()) {
            for (int at = 0; at < Math.max(former.size(), latter.size()); at++) {
                compare(path + "/" + at, former.path(at), latter.path(at), lines);
            }
        } else {
            lines.add("~ " + path + " = " + latter + ", was " + former);
        }
    }
}
