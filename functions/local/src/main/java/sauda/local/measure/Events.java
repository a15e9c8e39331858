package sauda.local.measure;

import java.util.List;
import java.util.Map;
import sauda.events.EventJson;

/// What Lambda is given, as JSON, from topic, queue, HTTP API and WebSocket API.
final class Events {

    private Events() {}

    static String topic(Object message) {
        return records(Map.of(
                "EventSource",
                "aws:sns",
                "EventVersion",
                "1.0",
                "Sns",
                Map.of("Type", "Notification", "MessageId", "1", "Message", EventJson.write(message))));
    }

    static String queue(Object message) {
        return records(Map.of(
                "messageId",
                "1",
                "receiptHandle",
                "1",
                "body",
                EventJson.write(message),
                "attributes",
                Map.of("ApproximateReceiveCount", "1", "MessageGroupId", "one"),
                "messageAttributes",
                Map.of(),
                "eventSource",
                "aws:sqs",
                "eventSourceARN",
                "arn:aws:sqs:ap-south-1:000000000000:measured.fifo",
                "awsRegion",
                "ap-south-1"));
    }

    static String get(String path, Map<String, String> claims) {
        return EventJson.write(Map.of(
                "version",
                "2.0",
                "routeKey",
                "$default",
                "rawPath",
                path,
                "rawQueryString",
                "",
                "headers",
                Map.of("accept", "application/json"),
                "requestContext",
                Map.of(
                        "authorizer",
                        Map.of("jwt", Map.of("claims", claims, "scopes", List.of("openid"))),
                        "http",
                        Map.of("method", "GET", "path", path, "protocol", "HTTP/1.1", "sourceIp", "127.0.0.1"),
                        "requestId",
                        "1",
                        "stage",
                        "$default"),
                "isBase64Encoded",
                false));
    }

    /// From a caller of the HTTP API without a token of ours.
    static String written(String path, Map<String, String> headers, String body) {
        return EventJson.write(Map.of(
                "version",
                "2.0",
                "routeKey",
                "$default",
                "rawPath",
                path,
                "rawQueryString",
                "",
                "headers",
                headers,
                "requestContext",
                Map.of(
                        "http",
                        Map.of("method", "POST", "path", path, "protocol", "HTTP/1.1", "sourceIp", "127.0.0.1"),
                        "requestId",
                        "1",
                        "stage",
                        "$default"),
                "body",
                body,
                "isBase64Encoded",
                false));
    }

    static String connecting(String token) {
        return EventJson.write(Map.of(
                "type",
                "REQUEST",
                "methodArn",
                "arn:aws:execute-api:ap-south-1:000000000000:sauda/live/$connect",
                "headers",
                Map.of("Sec-WebSocket-Protocol", "sauda.v1, " + token),
                "requestContext",
                connection()));
    }

    static String connected(Map<String, String> who) {
        return EventJson.write(Map.of(
                "headers",
                Map.of(),
                "requestContext",
                Map.of(
                        "routeKey", "$connect",
                        "eventType", "CONNECT",
                        "connectionId", "measured=",
                        "requestId", "1",
                        "apiId", "sauda",
                        "stage", "live",
                        "authorizer", who),
                "isBase64Encoded",
                false));
    }

    private static Map<String, Object> connection() {
        return Map.of(
                "routeKey", "$connect",
                "eventType", "CONNECT",
                "connectionId", "measured=",
                "requestId", "1",
                "apiId", "sauda",
                "stage", "live");
    }

    private static String records(Map<String, Object> record) {
        return EventJson.write(Map.of("Records", List.of(record)));
    }
}
