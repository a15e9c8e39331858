package sauda.local.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A record that another one's components are written into. One object with the fields of both:
/// a schema that joins two closed ones would allow nothing.
final class Unwrapped implements CustomDefinitionProviderV2 {

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        List<RecordComponent> inside = inside(type.getErasedType());
        if (inside.isEmpty()) {
            return null;
        }
        ObjectNode own = context.createStandardDefinition(type, this);
        ObjectNode joined = context.getGeneratorConfig().createObjectNode();
        joined.put("type", "object");
        ObjectNode properties = joined.putObject("properties");
        Set<String> required = new LinkedHashSet<>();
        for (RecordComponent component : inside) {
            ObjectNode part = context.createStandardDefinition(
                    context.getTypeContext().resolve(component.getGenericType()), this);
            add(part, properties, required);
        }
        add(own, properties, required);
        for (JsonNode part : own.path("allOf")) {
            add(part, properties, required);
        }
        required.forEach(joined.putArray("required")::add);
        joined.put("additionalProperties", false);
        return new CustomDefinition(joined, false);
    }

    private static List<RecordComponent> inside(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class))
                        .toList()
                : List.of();
    }

    private static void add(JsonNode schema, ObjectNode properties, Set<String> required) {
        schema.path("properties").properties().forEach(field -> properties.set(field.getKey(), field.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
    }
}
