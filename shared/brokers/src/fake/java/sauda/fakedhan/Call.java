package sauda.fakedhan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request, taken apart.
///
/// @param path     as it came, without the query
/// @param segments of the path below the base
/// @param headers  by lower-case name
record Call(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        @Nullable Fault fault) {

    String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    boolean isRead() {
        return method.equals("GET");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }

    JsonNode json() {
        return Json.body(body);
    }

    /// Method and path below the base, such as `GET/orders`.
    String route() {
        return method + "/" + String.join("/", segments);
    }
}
