package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Answers of Dhan as files.
final class Recorded {

    private Recorded() {}

    static String text(String name) {
        try (InputStream file = Recorded.class.getResourceAsStream("/dhan/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode json(String name) {
        return DhanJson.parsed(text(name)).orElseThrow();
    }
}
