package sauda.local.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The API's page as a reader has it: nothing is known of the API but what stands there.
final class Document {

    private static final String ADDRESS = "https://sauda.example/openapi.json";

    private final String text = OpenApi.text();
    private final JsonNode tree = tree(text);
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ADDRESS, text)));
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /// One call of the document.
    record Operation(String method, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asText();
        }

        boolean isOpen() {
            return node.path("security").isEmpty();
        }

        String role() {
            return node.path("x-role").asText("nobody");
        }

        boolean isWrite() {
            return method.equals("POST");
        }

        List<JsonNode> parameters(String where) {
            List<JsonNode> found = new ArrayList<>();
            node.path("parameters").forEach(parameter -> {
                if (parameter.path("in").asText().equals(where)) {
                    found.add(parameter);
                }
            });
            return found;
        }

        List<String> names(String where) {
            return parameters(where).stream()
                    .map(parameter -> parameter.path("name").asText())
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    JsonNode tree() {
        return tree;
    }

    /// What a reference stands for, or the node itself.
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? tree.at(node.path("$ref").asText().substring(1)) : node;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        tree.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /// What is wrong with an answer, empty when the page tells of it.
    List<String> faults(Operation operation, HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode described = operation.node().path("responses").path(Integer.toString(status));
        if (described.isMissingNode()) {
            return List.of("the page knows no " + status + " of " + operation + ": " + response.body());
        }
        List<String> faults = new ArrayList<>();
        resolved(described).path("headers").properties().forEach(header -> {
            if (resolved(header.getValue()).path("required").asBoolean()
                    && response.headers().firstValue(header.getKey()).isEmpty()) {
                faults.add(operation + " " + status + " has no header " + header.getKey());
            }
        });
        JsonNode content = resolved(described).path("content");
        String type = response.headers().firstValue("content-type").orElse("none");
        if (content.isEmpty()) {
            return response.body().isEmpty() ? faults : List.of(operation + " " + status + " has a body");
        }
        if (!content.has(type)) {
            faults.add(operation + " " + status + " is not " + type);
            return faults;
        }
        String pointer = described.has("$ref")
                ? described.path("$ref").asText().substring(1)
                : "/paths/" + escaped(operation.path()) + "/"
                        + operation.method().toLowerCase(Locale.ROOT) + "/responses/" + status;
        schema(pointer + "/content/" + escaped(type) + "/schema")
                .validate(
                        response.body(),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .forEach(error -> faults.add(operation + " " + status + " " + error.getInstanceLocation() + " "
                        + error.getMessage() + " in " + response.body()));
        return faults;
    }

    private Schema schema(String pointer) {
        return schemas.computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(ADDRESS + "#" + at)));
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }

    static JsonNode tree(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException bad) {
            throw new AssertionError(bad);
        }
    }
}
