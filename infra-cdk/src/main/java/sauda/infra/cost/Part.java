package sauda.infra.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.events.EventJson;

/// An object of a template. What is asked for is there, or it is not the template we think it is.
record Part(Map<String, ?> json) {

    boolean has(String name) {
        return json.containsKey(name);
    }

    Object value(String name) {
        Object value = json.get(name);
        if (value == null) {
            throw new IllegalStateException("the template has no " + name + " in " + json.keySet());
        }
        return value;
    }

    String text(String name) {
        return String.valueOf(value(name));
    }

    Part at(String name) {
        return of(value(name));
    }

    Optional<Part> maybe(String name) {
        return has(name) ? Optional.of(at(name)) : Optional.empty();
    }

    List<Part> list(String name) {
        return ((List<?>) value(name)).stream().map(Part::of).toList();
    }

    /// Its objects by name.
    Map<String, Part> all() {
        Map<String, Part> all = new LinkedHashMap<>();
        json.forEach((name, value) -> all.put(name, of(value)));
        return all;
    }

    /// References and all, to look for a name in.
    String written(String name) {
        return EventJson.write(value(name));
    }

    @SuppressWarnings("unchecked")
    private static Part of(Object value) {
        return new Part((Map<String, ?>) value);
    }
}
