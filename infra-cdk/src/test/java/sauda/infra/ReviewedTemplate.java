package sauda.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A stage's template as it was reviewed and kept: what [SnapshotTest] holds the real one against.
record ReviewedTemplate(String text, JsonNode json) {

    /// One Allow or Deny, and the resource whose policy it stands in.
    record Statement(Resource of, JsonNode json) {

        boolean allows() {
            return json.path("Effect").asText().equals("Allow");
        }

        List<String> actions() {
            return texts("Action");
        }

        List<String> resources() {
            return texts("Resource");
        }

        private List<String> texts(String name) {
            JsonNode value = json.path(name);
            return (value.isArray() ? elements(value) : Stream.of(value))
                    .map(one -> one.isTextual() ? one.asText() : one.toString())
                    .toList();
        }
    }

    record Resource(String id, String type, JsonNode properties) {}

    static ReviewedTemplate of(String stage) {
        try {
            String text = Files.readString(Path.of("src", "test", "snapshots", stage + ".json"));
            return new ReviewedTemplate(text, new JsonMapper().readTree(text));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Stream<Resource> all() {
        return json.path("Resources").properties().stream()
                .map(one -> new Resource(
                        one.getKey(),
                        one.getValue().path("Type").asText(),
                        one.getValue().path("Properties")));
    }

    Stream<Resource> all(String type) {
        return all().filter(resource -> resource.type().equals(type));
    }

    /// What roles may do.
    Stream<Statement> ofRoles() {
        return Stream.concat(
                all("AWS::IAM::Policy")
                        .flatMap(
                                policy -> statements(policy, policy.properties().path("PolicyDocument"))),
                all("AWS::IAM::Role")
                        .flatMap(role -> elements(role.properties().path("Policies"))
                                .flatMap(inline -> statements(role, inline.path("PolicyDocument")))));
    }

    /// Who may become a role.
    Stream<Statement> ofTrust() {
        return all("AWS::IAM::Role")
                .flatMap(role -> statements(role, role.properties().path("AssumeRolePolicyDocument")));
    }

    /// What queues, topics, buckets, keys and endpoints let others do.
    Stream<Statement> ofThings() {
        return all().filter(resource -> !resource.type().startsWith("AWS::IAM::"))
                .flatMap(resource -> Stream.of("PolicyDocument", "KeyPolicy", "ResourcePolicy")
                        .flatMap(name ->
                                statements(resource, resource.properties().path(name))));
    }

    /// Environment variables of all functions, by name.
    Stream<Map.Entry<String, JsonNode>> variables() {
        return all("AWS::Lambda::Function")
                .flatMap(function -> function.properties().path("Environment").path("Variables").properties().stream());
    }

    private static Stream<Statement> statements(Resource of, JsonNode document) {
        return elements(document.path("Statement")).map(statement -> new Statement(of, statement));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.valueStream();
    }
}
