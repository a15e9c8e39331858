package sauda.fakedhan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sauda.events.Rupees;

/// JSON as the wire has it: prices are numbers with a point.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ArrayNode array(List<ObjectNode> rows) {
        return array().addAll(rows);
    }

    static double number(Rupees amount) {
        return amount.amount().doubleValue();
    }

    static ObjectNode error(String type, String code, String message) {
        return object().put("errorType", type).put("errorCode", code).put("errorMessage", message);
    }

    /// @throws Refusal when the text is not a JSON object, or an empty text stands in it
    static JsonNode body(String text) {
        try {
            JsonNode body = MAPPER.readTree(text);
            if (!body.isObject() || hasEmptyText(body)) {
                throw Refusal.badField();
            }
            return body;
        } catch (JsonProcessingException notJson) {
            throw Refusal.badField();
        }
    }

    private static boolean hasEmptyText(JsonNode body) {
        return body.valueStream()
                .anyMatch(value -> value.isTextual() && value.textValue().isEmpty());
    }
}
