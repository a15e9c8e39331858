package sauda.local.openapi;

import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;

/// What a record is called in the document: by its own name when it belongs to a group of
/// routes, and after the class that it is a part of otherwise, such as `DecisionMadeState`.
final class SchemaNames extends DefaultSchemaDefinitionNamingStrategy {

    private static final String API = "Api";

    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
        Class<?> type = key.getType().getErasedType();
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return super.getDefinitionNameForKey(key, context);
        }
        String group = outer.getSimpleName();
        if (!group.endsWith(API)) {
            return group + type.getSimpleName();
        }
        return type.isEnum()
                ? group.substring(0, group.length() - API.length()) + type.getSimpleName()
                : type.getSimpleName();
    }
}
