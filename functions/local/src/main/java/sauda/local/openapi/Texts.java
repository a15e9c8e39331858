package sauda.local.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.events.OrderId;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// Values that are objects in Java and one number or one text in JSON.
final class Texts implements CustomDefinitionProviderV2 {

    private static final Map<Class<?>, Map<String, String>> FORMS = Map.of(
            Rupees.class, Map.of("type", "number"),
            BigDecimal.class, Map.of("type", "number"),
            Symbol.class, Map.of("type", "string", "pattern", "^[A-Z0-9][A-Z0-9&-]{0,19}$"),
            OrderId.class, Map.of("type", "string", "pattern", "^[0-9]{10}-[0-9A-V]{14}$"),
            Instant.class, Map.of("type", "string", "format", "date-time"),
            LocalDate.class, Map.of("type", "string", "format", "date"),
            Duration.class, Map.of("type", "string", "format", "duration"));

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        Map<String, String> form = FORMS.get(type.getErasedType());
        if (form == null) {
            return null;
        }
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        form.entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .forEach(keyword -> schema.put(keyword.getKey(), keyword.getValue()));
        return new CustomDefinition(schema, true);
    }
}
