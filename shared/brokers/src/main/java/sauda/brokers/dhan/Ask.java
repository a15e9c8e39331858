package sauda.brokers.dhan;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What is asked of the REST interface: everything of a call but who asks.
///
/// @param path with its query
/// @param body null for none
record Ask(String method, String path, @Nullable JsonNode body, RateClass rate) {

    static Ask get(String path) {
        return new Ask("GET", path, null, RateClass.OTHER);
    }
}
