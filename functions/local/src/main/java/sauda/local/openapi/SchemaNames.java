package sauda.local.openapi;

import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;

/// What a record is called in the document: by its own name when it belongs to a group of
/// routes, and after the class that it is a part of otherwise, such as `DecisionMadeState`.
final class SchemaNames extends DefaultSchemaDefinitionNamingStrategy {

    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
        Class<?> type = key.getType().getErasedType();
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return super.getDefinitionNameForKey(key, context);
        }
        return outer.getSimpleName().endsWith("Api")
                ? type.getSimpleName()
                : outer.getSimpleName() + type.getSimpleName();
    }
}
