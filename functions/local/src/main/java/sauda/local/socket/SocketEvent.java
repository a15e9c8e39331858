package sauda.local.socket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import sauda.events.EventJson;
import sauda.local.web.Asked;
import sauda.local.web.Params;

/// What a WebSocket API sends to Lambda, as JSON.
///
/// @param id         of the connection
/// @param authorizer what the authorizer said of who connected
record SocketEvent(String id, Map<String, Object> authorizer) {

    static final String METHOD = "arn:aws:execute-api:local:000000000000:sauda/live/$connect";

    /// A question to the authorizer, before anything is known.
    static String authorizing(String id, Asked asked) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "REQUEST");
        event.put("methodArn", METHOD);
        event.put("headers", asked.headers());
        event.put("queryStringParameters", Params.of(asked.query(), (one, other) -> other));
        event.put("requestContext", new SocketEvent(id, Map.of()).context("$connect", "CONNECT"));
        return EventJson.write(event);
    }

    String connecting(Asked asked) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("headers", asked.headers());
        event.put("queryStringParameters", Params.of(asked.query(), (one, other) -> other));
        event.put("requestContext", context("$connect", "CONNECT"));
        event.put("isBase64Encoded", false);
        return EventJson.write(event);
    }

    String message(String body, boolean isBase64) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("requestContext", context("$default", "MESSAGE"));
        event.put("body", body);
        event.put("isBase64Encoded", isBase64);
        return EventJson.write(event);
    }

    String disconnected() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("requestContext", context("$disconnect", "DISCONNECT"));
        event.put("isBase64Encoded", false);
        return EventJson.write(event);
    }

    private Map<String, Object> context(String route, String type) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("routeKey", route);
        context.put("eventType", type);
        context.put("connectionId", id);
        context.put("requestId", UUID.randomUUID().toString());
        context.put("apiId", "sauda");
        context.put("stage", "live");
        if (!authorizer.isEmpty()) {
            context.put("authorizer", authorizer);
        }
        return context;
    }
}
