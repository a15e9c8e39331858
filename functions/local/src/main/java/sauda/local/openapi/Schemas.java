package sauda.local.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// JSON schemas of records in the form in which [sauda.events.EventJson] writes them: every
/// component is there, null only where it says so, and nothing else is.
final class Schemas {

    private final SchemaBuilder builder;

    /// @param bodies records that bodies are read as: what may be null there may be absent, too
    Schemas(Set<Class<?>> bodies) {
        builder = new SchemaGenerator(config(bodies)).buildMultipleSchemaDefinitions();
    }

    private static SchemaGeneratorConfig config(Set<Class<?>> bodies) {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        config.forTypesInGeneral()
                .withDefinitionNamingStrategy(new SchemaNames())
                .withPropertySorter((one, other) -> 0)
                .withCustomDefinitionProvider(new Texts())
                .withCustomDefinitionProvider(new Maps())
                .withCustomDefinitionProvider(new Unwrapped());
        config.with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE, JacksonOption.SKIP_SUBTYPE_LOOKUP))
                .with(
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.PLAIN_DEFINITION_KEYS,
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.NONPUBLIC_NONSTATIC_FIELDS_WITHOUT_GETTERS,
                        Option.INLINE_NULLABLE_SCHEMAS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withNullableCheck(Schemas::isNullable)
                .withRequiredCheck(field -> !isLeftOut(field)
                        && !(isNullable(field)
                                && bodies.contains(field.getRawMember().getDeclaringClass())));
        return config.build();
    }

    /// A reference to the schema of a record, which is among the [#all].
    ObjectNode of(Class<?> type) {
        return builder.createSchemaReference(type);
    }

    /// Of all records that were asked for and of those in them, by name.
    ObjectNode all() {
        return builder.collectDefinitions("components/schemas");
    }

    static boolean isNullable(FieldScope field) {
        return !isLeftOut(field) && field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// Whether the field is not written when it is null.
    static boolean isLeftOut(FieldScope field) {
        JsonInclude include = field.getRawMember().getDeclaringClass().getAnnotation(JsonInclude.class);
        return include != null
                && include.value() == JsonInclude.Include.NON_NULL
                && field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
