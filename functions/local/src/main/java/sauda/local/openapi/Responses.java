package sauda.local.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import sauda.dashboard.ApiDescription.Call;

/// What may come back: the answer, and the errors that a route may end in.
final class Responses {

    private static final Map<Integer, String> PROBLEMS = Map.ofEntries(
            Map.entry(400, "a parameter, the path or the body is wrong; `field` names it"),
            Map.entry(403, "the caller's role does not reach so far"),
            Map.entry(404, "there is no such thing"),
            Map.entry(405, "the path does not answer to that method; Allow names those it does"),
            Map.entry(409, "not now, or not under the limits"),
            Map.entry(413, "the body is too large"),
            Map.entry(415, "the body's content-type is not application/json"),
            Map.entry(422, "the key was used for another request"),
            Map.entry(429, "more than the principal may ask in a minute"),
            Map.entry(500, "this should not happen"),
            Map.entry(503, "a part does not answer; ask again"));

    private static final String OF_THE_GATEWAY = "Unauthorized";

    private static final String STILL_SO = "StillSo";
    private static final String TAG = "etag";

    private Responses() {}

    static ObjectNode of(Call call, ObjectNode answer) {
        SortedMap<Integer, ObjectNode> responses = new TreeMap<>();
        ObjectNode good = JsonNodeFactory.instance.objectNode();
        good.put("description", "the answer");
        good.putObject("headers").setAll(headers());
        good.putObject("content").putObject("application/json").set("schema", answer);
        responses.put(call.status(), good);
        if (call.isKept()) {
            ((ObjectNode) good.path("headers")).set(TAG, reference("headers", TAG));
            responses.put(304, reference(STILL_SO));
        }
        PROBLEMS.keySet().forEach(status -> {
            if (isPossible(status, call)) {
                responses.put(status, reference("problem" + status));
            }
        });
        if (!call.route().open()) {
            responses.put(401, reference(OF_THE_GATEWAY));
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        responses.forEach((status, response) -> all.set(Integer.toString(status), response));
        return all;
    }

    private static boolean isPossible(int status, Call call) {
        boolean takesABody = call.takes() != null;
        return switch (status) {
            case 403, 429 -> !call.route().open();
            case 409, 415, 422 -> takesABody;
            case 404 -> call.route().path().contains("{");
            default -> true;
        };
    }

    private static ObjectNode headers() {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        headers.set("x-request-id", reference("headers", "x-request-id"));
        headers.set("cache-control", reference("headers", "cache-control"));
        return headers;
    }

    /// Writes what all routes share into the document's components.
    static void describe(ObjectNode components, ObjectNode problem) {
        ObjectNode headers = components.putObject("headers");
        header(headers, "x-request-id", "finds the request in the log", "string");
        header(headers, "cache-control", "whether and how long the answer may be kept", "string");
        header(headers, "retry-after", "seconds until it is worth asking again", "integer");
        header(headers, TAG, "of the answer, for If-None-Match", "string");
        header(headers, "allow", "the methods that the path answers to", "string");
        ObjectNode responses = components.putObject("responses");
        new TreeMap<>(PROBLEMS).forEach((status, meaning) -> {
            ObjectNode response = responses.putObject("problem" + status).put("description", meaning);
            ObjectNode said = response.putObject("headers");
            said.setAll(headers());
            if (status == 429 || status == 503) {
                said.set("retry-after", reference("headers", "retry-after"));
            }
            if (status == 405) {
                said.set("allow", reference("headers", "allow"));
            }
            response.putObject("content").putObject("application/problem+json").set("schema", problem);
        });
        ObjectNode stillSo = responses.putObject(STILL_SO).put("description", "what the caller keeps is still so");
        ObjectNode tags = stillSo.putObject("headers");
        tags.setAll(headers());
        tags.set(TAG, reference("headers", TAG));
        ObjectNode gateway = responses
                .putObject(OF_THE_GATEWAY)
                .put("description", "no token, or not one of this issuer, client and time; the gateway's own words");
        ObjectNode schema = gateway.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object");
        schema.putObject("properties").putObject("message").put("type", "string");
        schema.putArray("required").add("message");
        schema.put("additionalProperties", false);
    }

    private static void header(ObjectNode headers, String name, String meaning, String type) {
        headers.putObject(name).put("description", meaning).putObject("schema").put("type", type);
    }

    private static ObjectNode reference(String response) {
        return reference("responses", response);
    }

    private static ObjectNode reference(String kind, String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + kind + "/" + name);
    }
}
