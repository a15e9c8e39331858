package sauda.local.cloud;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.events.EventJson;
import sauda.events.Routes;

/// The items of a ledger as text, packed: a line of JSON for each, its values typed as
/// DynamoDB writes them (`{"N":"7"}`), so that what is read is exactly what was written.
public final class LedgerFile {

    private static final String PARTITION = Routes.LEDGER.partitionKey();
    private static final String SORT = Routes.LEDGER.sortKey();
    private static final String KIND = "kind";
    private static final String ATTRIBUTES = "attributes";

    private LedgerFile() {}

    public static void write(List<Item> items, OutputStream to) throws IOException {
        try (OutputStream packed = new GZIPOutputStream(to)) {
            for (Item item : items) {
                packed.write((line(item) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    public static List<Item> read(InputStream from) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(from), StandardCharsets.UTF_8))) {
            return lines.lines().map(LedgerFile::item).toList();
        }
    }

    static String line(Item item) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(PARTITION, item.key().partition());
        line.put(SORT, item.key().sort());
        line.put(KIND, item.kind());
        line.put(ATTRIBUTES, typed(item.attributes()));
        return EventJson.write(line);
    }

    static Item item(String line) {
        Map<String, Object> item = EventJson.object(line);
        return new Item(new Key(text(item, PARTITION), text(item, SORT)), text(item, KIND), plain((Map<?, ?>)
                Objects.requireNonNull(item.get(ATTRIBUTES), ATTRIBUTES)));
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) Objects.requireNonNull(item.get(name), name);
    }

    private static Map<String, Object> typed(Map<?, ?> values) {
        Map<String, Object> typed = new TreeMap<>();
        values.forEach((name, value) -> typed.put((String) name, typed(value)));
        return typed;
    }

    private static Map<String, Object> typed(Object value) {
        return switch (value) {
            case String text -> Map.of("S", text);
            case BigDecimal number -> Map.of("N", number.toPlainString());
            case Boolean truth -> Map.of("BOOL", truth);
            case byte[] bytes -> Map.of("B", Base64.getEncoder().encodeToString(bytes));
            case List<?> list ->
                Map.of("L", list.stream().map(LedgerFile::typed).toList());
            case Map<?, ?> map -> Map.of("M", typed(map));
            default -> throw new IllegalArgumentException("no ledger value: " + value.getClass());
        };
    }

    private static Map<String, Object> plain(Map<?, ?> typed) {
        Map<String, Object> plain = new TreeMap<>();
        typed.forEach((name, value) -> plain.put((String) name, value((Map<?, ?>) value)));
        return plain;
    }

    private static Object value(Map<?, ?> typed) {
        Map.Entry<?, ?> only = typed.entrySet().iterator().next();
        return switch ((String) only.getKey()) {
            case "N" -> new BigDecimal((String) only.getValue());
            case "B" -> Base64.getDecoder().decode((String) only.getValue());
            case "L" -> {
                List<Object> values = new ArrayList<>();
                ((List<?>) only.getValue()).forEach(value -> values.add(value((Map<?, ?>) value)));
                yield values;
            }
            case "M" -> plain((Map<?, ?>) only.getValue());
            default -> only.getValue();
        };
    }
}
