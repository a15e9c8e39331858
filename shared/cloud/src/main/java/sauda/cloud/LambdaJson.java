package sauda.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sauda.events.EventJson;
import sauda.events.EventJson.BadMessage;

/// Lambda's own events and answers as JSON. More may be in them than is read here.
final class LambdaJson {

    static final byte[] NOTHING = "null".getBytes(StandardCharsets.UTF_8);

    private LambdaJson() {}

    /// @throws BadMessage when it is no event of records
    static List<Map<?, ?>> records(InputStream event) throws IOException {
        Map<String, Object> read = EventJson.object(new String(event.readAllBytes(), StandardCharsets.UTF_8));
        if (!(read.get("Records") instanceof List<?> records)) {
            throw new BadMessage("an event with Records is expected");
        }
        List<Map<?, ?>> all = new ArrayList<>();
        for (Object record : records) {
            if (!(record instanceof Map<?, ?> fields)) {
                throw new BadMessage("a record is a JSON object");
            }
            all.add(fields);
        }
        return all;
    }

    /// @throws BadMessage when it is not there
    static String text(Map<?, ?> fields, String name) {
        if (!(fields.get(name) instanceof String text)) {
            throw new BadMessage("a record has the text " + name);
        }
        return text;
    }

    static byte[] written(Object answer) {
        return EventJson.write(answer).getBytes(StandardCharsets.UTF_8);
    }
}
