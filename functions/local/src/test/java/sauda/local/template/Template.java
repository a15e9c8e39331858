package sauda.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sauda.events.EventJson;

/// A template as CDK wrote it.
///
/// @param resources by logical id
record Template(Map<String, Resource> resources) {

    /// @param properties as they are written, references and all
    record Resource(String id, String type, Map<String, Object> properties) {

        Object get(String property) {
            Object value = properties.get(property);
            if (value == null) {
                throw new IllegalStateException(id + " has no " + property);
            }
            return value;
        }
    }

    static Template read(Path file) {
        try {
            return of(EventJson.object(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Template of(Map<String, Object> json) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        object(json.get("Resources")).forEach((id, resource) -> {
            Map<String, Object> whole = object(resource);
            resources.put(
                    id,
                    new Resource(id, (String) whole.get("Type"), object(whole.getOrDefault("Properties", Map.of()))));
        });
        return new Template(resources);
    }

    List<Resource> all(String type) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    Resource one(String type, String property, String value) {
        return all(type).stream()
                .filter(resource -> value.equals(resource.properties().get(property)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + type + " whose " + property + " is " + value));
    }

    Template without(Resource resource) {
        Map<String, Resource> others = new LinkedHashMap<>(resources);
        others.remove(resource.id());
        return new Template(others);
    }

    Template with(Resource changed) {
        Map<String, Resource> all = new LinkedHashMap<>(resources);
        all.put(changed.id(), changed);
        return new Template(all);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    /// A list, or the list of one that IAM writes without brackets.
    static List<?> list(Object json) {
        return json instanceof List<?> list ? list : List.of(json);
    }
}
