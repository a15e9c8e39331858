package sauda.local.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects with names that nobody knows beforehand, such as the indicators of a stock.
final class Maps implements CustomDefinitionProviderV2 {

    private static final int VALUE = 1;

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        List<ResolvedType> parts = type.typeParametersFor(Map.class);
        if (parts == null) {
            return null;
        }
        ObjectNode schema = context.getGeneratorConfig().createObjectNode().put("type", "object");
        schema.set("additionalProperties", context.createDefinitionReference(parts.get(VALUE)));
        return new CustomDefinition(schema, true);
    }
}
