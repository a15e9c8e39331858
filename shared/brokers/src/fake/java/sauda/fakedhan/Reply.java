package sauda.fakedhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// What goes back to the client.
record Reply(int status, String contentType, String text) {

    private static final String JSON = "application/json";

    static Reply ok(JsonNode body) {
        return json(200, body);
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, body.toString());
    }

    static Reply csv(String text) {
        return new Reply(200, "text/csv", text);
    }

    /// A proxy's error page: no JSON, whatever was asked.
    static Reply page(int status) {
        return new Reply(
                status,
                "text/html",
                "<html><head><title>" + status + "</title></head><body><center><h1>" + status
                        + " Server Error</h1></center></body></html>");
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
