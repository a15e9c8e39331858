package sauda.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;

/// The JSON form of everything that flows. Strict: an unknown field, a missing
/// number, a fraction where a whole number belongs or a number written as text is an
/// error that names the field.
public final class EventJson {

    /// Name of the attribute of a ledger item that holds its whole record as JSON text.
    public static final String WHOLE = "json";

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .build();

    private EventJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException recordsAlwaysWrite) {
            throw new IllegalStateException(recordsAlwaysWrite);
        }
    }

    /// @throws BadMessage when the text is not the JSON of such a record
    public static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new BadMessage(type.getSimpleName() + " expected, but the message is null");
            }
            return value;
        } catch (JsonProcessingException bad) {
            throw new BadMessage("not a " + type.getSimpleName() + ": " + whereAndWhat(bad), bad);
        }
    }

    /// Any JSON object as plain Java values: exact numbers, text, lists and maps.
    ///
    /// @throws BadMessage when the text is not one JSON object
    public static Map<String, Object> object(String json) {
        try {
            Map<String, Object> value = MAPPER.readValue(json, MAP);
            if (value == null) {
                throw new BadMessage("a JSON object is expected, but it is null");
            }
            return value;
        } catch (JsonProcessingException bad) {
            throw new BadMessage("not a JSON object: " + whereAndWhat(bad), bad);
        }
    }

    /// The field, as in `fills[0].price`, before what is wrong with it.
    private static String whereAndWhat(JsonProcessingException bad) {
        StringBuilder where = new StringBuilder();
        if (bad instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    where.append('[').append(step.getIndex()).append(']');
                } else {
                    where.append(where.isEmpty() ? "" : ".").append(step.getFieldName());
                }
            }
        }
        return where.isEmpty() ? bad.getOriginalMessage() : where + ": " + bad.getOriginalMessage();
    }

    /// A record as the attributes of a ledger item.
    public static Map<String, Object> toMap(Object value) {
        return MAPPER.convertValue(value, MAP);
    }

    /// A ledger item as a record; attributes that the record does not have are passed over.
    public static <T> T fromMap(Map<String, Object> item, Class<T> type) {
        try {
            // through text: there a whole BigDecimal is a whole number again, as `long` fields need it
            return MAPPER.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    // the ledger leaves out what is null; a missing number is still an error
                    .without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(item.get(WHOLE) instanceof String text ? text : MAPPER.writeValueAsString(item));
        } catch (java.io.IOException | IllegalArgumentException bad) {
            throw new BadMessage("not a " + type.getSimpleName() + " in the ledger: " + bad.getMessage(), bad);
        }
    }

    /// Text that is not what it should be: it says what was expected and where.
    public static final class BadMessage extends RuntimeException {

        private static final long serialVersionUID = 1;

        public BadMessage(String what) {
            super(what);
        }

        public BadMessage(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
