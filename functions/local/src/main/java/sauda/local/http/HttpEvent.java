package sauda.local.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.events.EventJson;
import sauda.local.issuer.Issuer;
import sauda.local.web.Asked;
import sauda.local.web.Params;

/// A request as the JSON that an HTTP API sends to Lambda, in its format 2.0.
final class HttpEvent {

    private HttpEvent() {}

    /// @param path   decoded
    /// @param claims of the caller's token, if the route needed one
    static String of(Asked asked, String path, byte[] body, String requestId, Optional<Map<String, String>> claims) {
        Map<String, Object> context = new LinkedHashMap<>();
        claims.ifPresent(said ->
                context.put("authorizer", Map.of("jwt", Map.of("claims", said, "scopes", List.of(Issuer.SCOPE)))));
        context.put(
                "http",
                Map.of(
                        "method",
                        asked.method(),
                        "path",
                        path,
                        "protocol",
                        "HTTP/1.1",
                        "sourceIp",
                        "127.0.0.1",
                        "userAgent",
                        asked.header("user-agent").orElse("")));
        context.put("requestId", requestId);
        context.put("stage", "$default");
        Optional<String> text = text(body);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", path);
        event.put("rawQueryString", asked.query());
        event.put("headers", asked.headers());
        event.put("queryStringParameters", Params.of(asked.query(), (one, other) -> one + "," + other));
        event.put("requestContext", context);
        event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        event.put("isBase64Encoded", text.isEmpty());
        return EventJson.write(event);
    }

    /// @return empty when an escape of the path is torn
    static Optional<String> decoded(String path) {
        try {
            // a plus sign in a path is a plus sign
            return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
